package dev.chatanalytics.ops.path;

import java.util.HashMap;
import java.util.Map;

/** What {@code /metrics} said at one moment: each sample, labels and all, and its value. */
record Scrape(Map<String, Double> samples) {

    static Scrape parse(String text) {
        Map<String, Double> samples = new HashMap<>();
        text.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
            int end = line.lastIndexOf(' ');
            samples.put(line.substring(0, end), Double.parseDouble(line.substring(end + 1)));
        });
        return new Scrape(samples);
    }

    long value(String sample) {
        if (!samples.containsKey(sample)) {
            throw new AssertionError("no sample " + sample + " in " + samples.keySet());
        }
        return samples.get(sample).longValue();
    }

    long messages(String outcome) {
        return value("messages_total{outcome=\"" + outcome + "\"}");
    }
}
