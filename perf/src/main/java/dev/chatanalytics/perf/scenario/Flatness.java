package dev.chatanalytics.perf.scenario;

import java.util.List;

/** How even some figures are. */
final class Flatness {

    private Flatness() {}

    /** How far, in per cent, the one that is farthest from their mean is; NaN when one is not known, or none is there. */
    static double percentFromMean(List<Double> values) {
        double mean = mean(values);
        double farthest = 0;
        for (double value : values) {
            // Not Math.abs(…) > farthest: a figure that is not known must show.
            farthest = Math.max(farthest, 100 * Math.abs(value - mean) / mean);
        }
        return values.isEmpty() ? Double.NaN : farthest;
    }

    /** How much, in per cent, the mean of the second half is above that of the first; NaN with fewer than two. */
    static double percentGrowth(List<Double> values) {
        int half = values.size() / 2;
        double first = mean(values.subList(0, half));
        return 100 * (mean(values.subList(values.size() - half, values.size())) - first) / first;
    }

    /** Their mean; NaN when one is not known, or none is there. */
    static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
    }
}
