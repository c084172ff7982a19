package dev.chatanalytics.ops.metrics;

import java.util.LinkedHashMap;
import java.util.Map;

/** What a scrape says: {@code name{labels}} to value, and {@code name} to its type and help. */
public record PrometheusText(Map<String, Double> samples, Map<String, String> types, Map<String, String> helps) {

    public static PrometheusText parse(String text) {
        PrometheusText parsed = new PrometheusText(new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>());
        text.lines().filter(line -> !line.isBlank()).forEach(parsed::line);
        return parsed;
    }

    public double value(String sample) {
        if (!samples.containsKey(sample)) {
            throw new AssertionError(sample + " is not among " + samples.keySet());
        }
        return samples.get(sample);
    }

    private void line(String line) {
        String[] words = line.split(" ", 4);
        if (line.startsWith("# TYPE ")) {
            types.put(words[2], words[3]);
        } else if (line.startsWith("# HELP ")) {
            helps.put(words[2], words[3]);
        } else if (!line.equals("# EOF")) {
            int end = line.lastIndexOf(' ');
            double value = Double.parseDouble(line.substring(end + 1).replace("+Inf", "Infinity"));
            if (samples.put(line.substring(0, end), value) != null) {
                throw new AssertionError("twice: " + line);
            }
        }
    }
}
