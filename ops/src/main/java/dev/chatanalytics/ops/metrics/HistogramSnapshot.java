package dev.chatanalytics.ops.metrics;

import com.codahale.metrics.Snapshot;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.HdrHistogram.Histogram;

/** A histogram that nobody changes any more, as Dropwizard wants to see it. */
final class HistogramSnapshot extends Snapshot {

    private final Histogram histogram;

    HistogramSnapshot(Histogram histogram) {
        this.histogram = histogram;
    }

    /** Not a number while nothing was timed: a quantile of nothing is not zero. */
    @Override
    public double getValue(double quantile) {
        return histogram.getTotalCount() == 0 ? Double.NaN : histogram.getValueAtPercentile(quantile * 100);
    }

    @Override
    public long[] getValues() {
        throw new UnsupportedOperationException("a histogram keeps no single values");
    }

    @Override
    public int size() {
        return (int) Math.min(Integer.MAX_VALUE, histogram.getTotalCount());
    }

    @Override
    public long getMax() {
        return histogram.getMaxValue();
    }

    @Override
    public double getMean() {
        return histogram.getMean();
    }

    @Override
    public long getMin() {
        return histogram.getTotalCount() == 0 ? 0 : histogram.getMinValue();
    }

    @Override
    public double getStdDev() {
        return histogram.getStdDeviation();
    }

    @Override
    public void dump(OutputStream output) {
        histogram.outputPercentileDistribution(new PrintStream(output, false, StandardCharsets.UTF_8), 1.0);
    }
}
