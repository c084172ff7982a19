package dev.chatanalytics.perf.cluster;

import dev.chatanalytics.perf.load.client.Latencies;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;

/**
 * What one generator found out: {@code report.json}, and the latencies of {@code latencies.hlog}.
 *
 * @param figures values of the report by path, such as {@code table.missing}
 * @param acknowledged from the intended send time to a 202, in microseconds
 * @param stored {@code stored_at - received_at}, in microseconds
 */
record GeneratorReport(Map<String, String> figures, Histogram acknowledged, Histogram stored) {

    static GeneratorReport read(Path directory) throws IOException {
        Path log = directory.resolve("latencies.hlog");
        return new GeneratorReport(
                JsonPaths.read(directory.resolve("report.json")), sum(log, "acknowledged"), sum(log, "stored"));
    }

    /** A number; 0 when it is not there, as for a status that never came. */
    long count(String path) {
        return Math.round(Double.parseDouble(figures.getOrDefault(path, "0")));
    }

    /** The sum of all numbers below a path but one. */
    long countBelow(String path, String except) {
        return figures.keySet().stream()
                .filter(key -> key.startsWith(path + ".") && !key.equals(path + "." + except))
                .mapToLong(this::count)
                .sum();
    }

    /** Why this generator calls its run INVALID; empty when it does not. */
    List<String> invalidBecause() {
        return figures.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("invalid_because."))
                .map(Map.Entry::getValue)
                .toList();
    }

    private static Histogram sum(Path log, String tag) throws FileNotFoundException {
        Histogram sum = Latencies.histogram();
        try (HistogramLogReader reader = new HistogramLogReader(log.toFile())) {
            while (reader.hasNext()) {
                if (reader.nextIntervalHistogram() instanceof Histogram interval && tag.equals(interval.getTag())) {
                    sum.add(interval);
                }
            }
        }
        return sum;
    }
}
