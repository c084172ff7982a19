package dev.chatanalytics.perf.cluster;

import dev.chatanalytics.perf.promise.Table;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/** The figures behind the promises of a cluster run. */
final class ClusterFigures {

    private ClusterFigures() {}

    static Table of(ClusterResult result, ClusterOptions options) {
        int connections = options.allConnections();
        Memory memory = result.memory();
        return new Table(
                "Figures",
                List.of("of", "measured"),
                List.of(
                        List.of(
                                "answers",
                                text("%,d with 202, %,d other or none", result.accepted(), result.notAccepted())),
                        List.of("answer 202", percentiles(result.acknowledged())),
                        List.of("received to stored", percentiles(result.stored())),
                        List.of("CPU of the services", text("%.1f µs a message", result.serviceMicros())),
                        List.of("resident, idle", bytes(memory.residentBytesIdle(connections))),
                        List.of("heap, idle", bytes(memory.heapBytesIdle(connections))),
                        List.of("heap, after the run", bytes(memory.heapBytesUsed(connections)))));
    }

    private static String bytes(double bytes) {
        return Double.isNaN(bytes) ? "unknown" : text("%,.0f bytes a connection", bytes);
    }

    private static String percentiles(Histogram micros) {
        return micros.getTotalCount() == 0
                ? "none"
                : text(
                        "p50 %.1f, p99 %.1f, p99.9 %.1f, max %.1f ms (of %,d)",
                        micros.getValueAtPercentile(50) / 1000.0,
                        micros.getValueAtPercentile(99) / 1000.0,
                        micros.getValueAtPercentile(99.9) / 1000.0,
                        micros.getMaxValue() / 1000.0,
                        micros.getTotalCount());
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
