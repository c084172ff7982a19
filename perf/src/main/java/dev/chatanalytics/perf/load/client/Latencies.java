package dev.chatanalytics.perf.load.client;

import java.util.EnumMap;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;

/**
 * Latencies of one sender thread in microseconds, by series. Recorded by that thread; intervals are taken by one other.
 */
public final class Latencies {

    /** Latencies that must not be mixed. */
    public enum Series {
        /** From the intended send time to the answer, during the warm-up. */
        WARMUP,
        /** From the intended send time to a 202. */
        ACKNOWLEDGED,
        /** From the intended send time to any other answer. */
        REFUSED,
        /** From the intended to the actual send time: how late the generator was. */
        LATENESS
    }

    private static final long MAX_MICROS = 600_000_000;
    private static final int DIGITS = 3;

    private final Map<Series, SingleWriterRecorder> recorders = new EnumMap<>(Series.class);

    Latencies() {
        for (Series series : Series.values()) {
            recorders.put(series, new SingleWriterRecorder(MAX_MICROS, DIGITS));
        }
    }

    /** A percentile in milliseconds; NaN when nothing was recorded. */
    public static double millis(Histogram micros, double percentile) {
        return micros.getTotalCount() == 0 ? Double.NaN : micros.getValueAtPercentile(percentile) / 1000.0;
    }

    /** A histogram that holds what is recorded here. */
    public static Histogram histogram() {
        return new Histogram(MAX_MICROS, DIGITS);
    }

    void record(Series series, long nanos) {
        recorders.get(series).recordValue(Math.min(Math.max(nanos / 1000, 0), MAX_MICROS));
    }

    /** What was recorded since the last call. */
    public Histogram takeInterval(Series series) {
        return recorders.get(series).getIntervalHistogram();
    }
}
