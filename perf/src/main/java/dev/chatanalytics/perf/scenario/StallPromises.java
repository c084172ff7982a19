package dev.chatanalytics.perf.scenario;

import dev.chatanalytics.perf.load.client.Run;
import dev.chatanalytics.perf.load.observe.StoredRows;
import dev.chatanalytics.perf.load.result.LoadResult;
import dev.chatanalytics.perf.promise.Promise;
import dev.chatanalytics.perf.promise.Scorecard;
import dev.chatanalytics.perf.promise.Table;
import dev.chatanalytics.perf.scenario.Stalls.Stall;
import dev.chatanalytics.perf.testbed.Part;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What is promised of a system of which a part was frozen. */
final class StallPromises {

    /** What counts as normal, of received → stored. */
    static final double NORMAL_P99_MILLIS = 300;

    private static final double BACK_SECONDS = 3;

    private StallPromises() {}

    /** Holds a run against them. */
    static Scorecard of(Part part, LoadResult result, StoredRows rows, List<Stall> stalls) {
        List<Recovery> recoveries = recoveries(result.run(), rows, stalls);
        double longest =
                recoveries.stream().mapToDouble(Recovery::seconds).max().orElse(Double.NaN);
        double breaker = Course.breakerNotClosed(result.seconds());
        String breakerName = "seconds with the breaker not closed";
        return new Scorecard("Stall of " + part.name().toLowerCase(Locale.ROOT) + " at "
                        + result.run().schedule().rate() + " messages/s")
                .table(table(result.run(), stalls, recoveries))
                .promise(List.of(
                        Promise.atMost("s after a stall until p99 ≤ 300 ms, the longest", BACK_SECONDS, longest),
                        // Calls that get no answer for 500 ms are what the breaker is for.
                        part == Part.NLP ? Promise.told(breakerName, breaker) : Promise.none(breakerName, breaker),
                        Promise.none(
                                "202 that are missing or there twice",
                                result.audit().broken()),
                        Promise.told("answers 429", Course.answers(result, 429)),
                        Promise.told("messages not answered 202", result.notAccepted()),
                        Promise.told("rows without NLP data", result.audit().rowsWithoutNlp())))
                .invalid(result.verdict().reasons());
    }

    private static List<Recovery> recoveries(Run run, StoredRows rows, List<Stall> stalls) {
        List<Recovery> all = new ArrayList<>();
        for (int i = 0; i < stalls.size(); i++) {
            Duration until = i + 1 < stalls.size()
                    ? Duration.between(run.start(), stalls.get(i + 1).from())
                    : Duration.ofNanos(run.schedule().endNanos());
            Duration end = Duration.between(run.start(), stalls.get(i).to());
            all.add(Recovery.of(rows, end, until, NORMAL_P99_MILLIS));
        }
        return all;
    }

    private static Table table(Run run, List<Stall> stalls, List<Recovery> recoveries) {
        List<List<String>> lines = new ArrayList<>();
        for (int i = 0; i < stalls.size(); i++) {
            Stall stall = stalls.get(i);
            lines.add(List.of(
                    seconds(Duration.between(run.start(), stall.from())),
                    seconds(Duration.between(stall.from(), stall.to())),
                    Promise.number(recoveries.get(i).worst()),
                    Promise.number(recoveries.get(i).seconds())));
        }
        return new Table(
                "Stalls", List.of("at, s", "lasted, s", "worst p99 after, ms", "p99 ≤ 300 ms after, s"), lines);
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.2f", time.toNanos() / 1e9);
    }
}
