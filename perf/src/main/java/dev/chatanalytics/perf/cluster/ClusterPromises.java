package dev.chatanalytics.perf.cluster;

import dev.chatanalytics.perf.load.client.Latencies;
import dev.chatanalytics.perf.promise.Promise;
import java.util.List;
import org.HdrHistogram.Histogram;

/** The promises of several services on one table. */
final class ClusterPromises {

    private static final double BYTES_A_CONNECTION = 8192;

    private ClusterPromises() {}

    static List<Promise> of(ClusterResult result, ClusterOptions options) {
        Histogram stored = result.stored();
        double p99 = Latencies.millis(stored, 99);
        String holder = options.nginx() == null ? "the services" : "nginx";
        return List.of(
                Promise.none("messages not answered 202", result.notAccepted()),
                Promise.none("202 that are missing or there twice", result.notKept()),
                Promise.none("rows without NLP data", result.rowsWithoutNlp()),
                Promise.none("seconds with a breaker not closed", result.watch().secondsBreakerNotClosed()),
                Promise.atMost("received to stored, p99, ms", 400, p99),
                Promise.atLeast(
                        "connections open, fewest",
                        options.allConnections(),
                        result.watch().fewestConnections()),
                Promise.none("connections that ended", result.connectionsEnded()),
                Promise.atMost(
                        "bytes an idle connection, " + holder,
                        BYTES_A_CONNECTION,
                        result.memory().residentBytesIdle(options.allConnections())),
                Promise.atMost(
                        "resident memory of the largest service, MB",
                        500,
                        result.watch().maxResidentBytes() / 1e6));
    }
}
