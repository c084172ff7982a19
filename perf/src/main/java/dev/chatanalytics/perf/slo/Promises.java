package dev.chatanalytics.perf.slo;

import dev.chatanalytics.perf.load.client.Latencies.Series;
import dev.chatanalytics.perf.load.observe.AuditResult;
import dev.chatanalytics.perf.load.result.LoadResult;
import dev.chatanalytics.perf.load.result.Second;
import dev.chatanalytics.perf.promise.Promise;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** The promises of the headline run: a service on one CPU with a 200 ms NLP API. */
final class Promises {

    private Promises() {}

    /** @param result of a run that was held against the table */
    static List<Promise> of(LoadResult result) {
        AuditResult audit = result.audit();
        Histogram answer = result.latencies().get(Series.ACKNOWLEDGED);
        Histogram stored = audit.receivedToStored();
        return List.of(
                Promise.none("messages not answered 202", result.notAccepted()),
                Promise.atMost("received to stored, p99, ms", 250, millis(stored, 99)),
                Promise.atMost("received to stored, p99.9, ms", 300, millis(stored, 99.9)),
                Promise.atMost("HTTP answer, p99, ms", 10, millis(answer, 99)),
                Promise.atMost("HTTP answer, p99.9, ms", 25, millis(answer, 99.9)),
                Promise.none("rows without NLP data", rowsWithoutNlp(audit)),
                Promise.none("seconds with the breaker not closed", breakerNotClosed(result)),
                Promise.none("202 that are missing or there twice", (long) audit.missing() + audit.duplicates()),
                Promise.atMost(
                        "CPU of the service a message, µs", 45, result.cost().serviceMicros()),
                Promise.atMost(
                        "resident memory of the service, MB", 500, result.cost().serviceMaxResidentBytes() / 1e6));
    }

    /**
     * The promises of a cold start.
     *
     * @param result of a run that began at its full rate when the service was first ready
     * @param untilReady from the start of its script
     */
    static List<Promise> cold(LoadResult result, Duration untilReady) {
        AuditResult audit = result.audit();
        return List.of(
                Promise.atMost("start until ready, s", 5, untilReady.toMillis() / 1000.0),
                Promise.none("messages not answered 202", result.notAccepted()),
                Promise.none("rows without NLP data", rowsWithoutNlp(audit)),
                Promise.none("seconds with the breaker not closed", breakerNotClosed(result)),
                Promise.none("202 that are missing or there twice", (long) audit.missing() + audit.duplicates()));
    }

    private static double millis(Histogram micros, double percentile) {
        return micros.getTotalCount() == 0 ? Double.NaN : micros.getValueAtPercentile(percentile) / 1000.0;
    }

    private static long rowsWithoutNlp(AuditResult audit) {
        return audit.nlpStatus().entrySet().stream()
                .filter(status -> !status.getKey().equals("ok"))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** A state that is not known is not closed. */
    private static long breakerNotClosed(LoadResult result) {
        return result.seconds().stream()
                .map(Second::service)
                .filter(service -> service.breaker() != 0)
                .count();
    }
}
