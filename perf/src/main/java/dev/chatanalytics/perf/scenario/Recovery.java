package dev.chatanalytics.perf.scenario;

import dev.chatanalytics.perf.load.observe.StoredRows;
import java.time.Duration;

/**
 * How a disturbance was got over, by the 99th percentile of received → stored of the messages received in each second
 * after its end.
 *
 * @param worst of these percentiles, in milliseconds; infinite when a second had no row at all
 * @param seconds after the end of the disturbance, from which on none is above the limit, to the end of the last whole
 *     second looked at; NaN when there was not one such second
 */
record Recovery(double worst, double seconds) {

    private static final long SECOND_MICROS = 1_000_000;

    /**
     * Looks at the whole seconds between two moments, both counted from the run's start.
     *
     * @param end of the disturbance
     * @param until the next one begins, or the run ends
     * @param limitMillis of the percentile
     */
    static Recovery of(StoredRows rows, Duration end, Duration until, double limitMillis) {
        long from = end.toNanos() / 1000;
        long seconds = until.minus(end).toSeconds();
        double worst = 0;
        long back = 0;
        for (long i = 0; i < seconds; i++) {
            double p99 = p99(rows.tookOfReceived(from + i * SECOND_MICROS, from + (i + 1) * SECOND_MICROS));
            worst = Math.max(worst, p99);
            back = p99 > limitMillis ? i + 1 : back;
        }
        return seconds < 1 ? new Recovery(Double.NaN, Double.NaN) : new Recovery(worst, back);
    }

    /** A second in which nothing was received is as bad as it can be. */
    private static double p99(long[] sorted) {
        return sorted.length == 0
                ? Double.POSITIVE_INFINITY
                : sorted[(int) Math.ceil(0.99 * sorted.length) - 1] / 1000.0;
    }
}
