package dev.chatanalytics.perf.promise;

import java.util.stream.DoubleStream;

/** Several measurements of one thing: the one in the middle, and the two at the ends. */
public record Spread(double median, double least, double most) {

    /** @throws IllegalArgumentException when there are none */
    public static Spread of(DoubleStream values) {
        double[] sorted = values.sorted().toArray();
        if (sorted.length == 0) {
            throw new IllegalArgumentException("values: none (expected: 1 or more)");
        }
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(median, sorted[0], sorted[sorted.length - 1]);
    }

    /** How far the ends are apart, as a part of the middle. */
    public double width() {
        return (most - least) / median;
    }
}
