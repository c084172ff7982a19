package dev.chatanalytics.perf.scenario;

import dev.chatanalytics.perf.load.client.Latencies;
import dev.chatanalytics.perf.load.client.Latencies.Series;
import dev.chatanalytics.perf.load.client.Schedule;
import dev.chatanalytics.perf.load.observe.StoredRows;
import dev.chatanalytics.perf.load.result.LoadResult;
import dev.chatanalytics.perf.promise.Promise;
import dev.chatanalytics.perf.promise.Scorecard;
import java.time.Duration;
import java.util.List;
import org.HdrHistogram.Histogram;

/** What is promised of a service that is offered more than it can take. */
final class OverloadPromises {

    private static final double STORED_PART = 0.95;
    private static final double REFUSAL_MILLIS = 20;
    private static final double BACK_SECONDS = 2;

    private OverloadPromises() {}

    /**
     * Holds a run with a surge against them.
     *
     * @param highest rate that the service sustains
     */
    static Scorecard of(LoadResult result, StoredRows rows, int highest) {
        Schedule schedule = result.run().schedule();
        Duration begin = schedule.warmup().plus(schedule.surge().after());
        Duration end = begin.plus(schedule.surge().length());
        Recovery recovery =
                Recovery.of(rows, end, Duration.ofNanos(schedule.endNanos()), StallPromises.NORMAL_P99_MILLIS);
        Histogram refused = result.latencies().get(Series.REFUSED);
        return new Scorecard("Overload: " + schedule.surge().rate() + " messages/s, the highest being " + highest)
                .promise(List.of(
                        Promise.atLeast(
                                "stored in the overload, 1/s", STORED_PART * highest, storedRate(rows, begin, end)),
                        Promise.atMost("answer other than 202, p99, ms", REFUSAL_MILLIS, Latencies.millis(refused, 99)),
                        Promise.atMost("s after it until p99 ≤ 300 ms", BACK_SECONDS, recovery.seconds()),
                        Promise.atMost(
                                "s after it until all is answered 202",
                                BACK_SECONDS,
                                Course.refusedUntil(result.run(), end)),
                        Promise.none(
                                "202 that are missing or there twice",
                                result.audit().broken()),
                        Promise.told("answers 429", Course.answers(result, 429)),
                        Promise.told("answers 503", Course.answers(result, 503)),
                        Promise.told("seconds with the breaker not closed", Course.breakerNotClosed(result.seconds())),
                        Promise.told("rows without NLP data", result.audit().rowsWithoutNlp())))
                .invalid(result.verdict().reasons());
    }

    private static double storedRate(StoredRows rows, Duration begin, Duration end) {
        long stored = rows.stored(begin.toNanos() / 1000, end.toNanos() / 1000);
        return stored / (end.minus(begin).toNanos() / 1e9);
    }
}
