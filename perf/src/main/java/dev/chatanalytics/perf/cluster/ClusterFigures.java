package dev.chatanalytics.perf.cluster;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** The figures of a cluster run in words. */
final class ClusterFigures {

    private ClusterFigures() {}

    /** Names and values, in the order to be shown. */
    static Map<String, String> of(ClusterResult result, ClusterOptions options) {
        int connections = options.allConnections();
        Memory memory = result.memory();
        Map<String, String> all = new LinkedHashMap<>();
        all.put("answers", text("%,d with 202, %,d other or none", result.accepted(), result.notAccepted()));
        all.put("answer 202", percentiles(result.acknowledged()));
        all.put("received to stored", percentiles(result.stored()));
        all.put("CPU of the services", text("%.1f µs a message", result.serviceMicros()));
        all.put("resident, idle", bytes(memory.residentBytesIdle(connections)));
        all.put("heap, idle", bytes(memory.heapBytesIdle(connections)));
        all.put("heap, after the run", bytes(memory.heapBytesUsed(connections)));
        return all;
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
