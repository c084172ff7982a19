package dev.chatanalytics.perf.slo;

import dev.chatanalytics.perf.load.client.Latencies;
import dev.chatanalytics.perf.load.client.Latencies.Series;
import dev.chatanalytics.perf.load.observe.AuditResult;
import dev.chatanalytics.perf.load.result.LoadResult;
import dev.chatanalytics.perf.load.result.Second;
import dev.chatanalytics.perf.promise.Promise;
import java.time.Duration;
import java.util.List;
import org.HdrHistogram.Histogram;

/** The promises of the headline run: a service on one CPU with a 200 ms NLP API. */
final class Promises {

    private Promises() {}

    /**
     * Holds a run against them.
     *
     * @param result of a run that was held against the table
     * @param peakBytes the most memory that the service has had resident
     */
    static List<Promise> of(LoadResult result, double peakBytes) {
        AuditResult audit = result.audit();
        Histogram answer = result.latencies().get(Series.ACKNOWLEDGED);
        Histogram stored = audit.receivedToStored();
        return List.of(
                Promise.none("messages not answered 202", result.notAccepted()),
                Promise.atMost("received to stored, p99, ms", 250, Latencies.millis(stored, 99)),
                Promise.atMost("received to stored, p99.9, ms", 300, Latencies.millis(stored, 99.9)),
                Promise.atMost("HTTP answer, p99, ms", 10, Latencies.millis(answer, 99)),
                Promise.atMost("HTTP answer, p99.9, ms", 25, Latencies.millis(answer, 99.9)),
                Promise.none("rows without NLP data", audit.rowsWithoutNlp()),
                Promise.none("seconds with the breaker not closed", breakerNotClosed(result)),
                Promise.none("202 that are missing or there twice", audit.broken()),
                Promise.atMost(
                        "CPU of the service a message, µs", 45, result.cost().serviceMicros()),
                Promise.atMost("peak resident memory of the service, MB", 500, peakBytes / 1e6));
    }

    /**
     * Holds a cold start against them.
     *
     * @param result of a run that began at its full rate when the service was first ready
     * @param untilReady from the start of its script
     */
    static List<Promise> cold(LoadResult result, Duration untilReady) {
        AuditResult audit = result.audit();
        return List.of(
                Promise.atMost("start until ready, s", 5, untilReady.toMillis() / 1000.0),
                Promise.none("messages not answered 202", result.notAccepted()),
                Promise.none("rows without NLP data", audit.rowsWithoutNlp()),
                Promise.none("seconds with the breaker not closed", breakerNotClosed(result)),
                Promise.none("202 that are missing or there twice", audit.broken()));
    }

    /** A state that is not known is not closed. */
    private static long breakerNotClosed(LoadResult result) {
        return result.seconds().stream()
                .map(Second::service)
                .filter(service -> service.breaker() != 0)
                .count();
    }
}
