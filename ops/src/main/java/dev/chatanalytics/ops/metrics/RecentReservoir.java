package dev.chatanalytics.ops.metrics;

import com.codahale.metrics.Reservoir;
import com.codahale.metrics.Snapshot;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/**
 * Recent times with two significant digits: all since the last look but one, and at least the last ten seconds.
 * Looking does not take anything away from another who looks at the same time.
 *
 * <p>Updating is wait-free and thread-safe; looking is synchronised. Times are in nanoseconds, from 1 µs to one hour;
 * what lies outside counts as the nearest.
 */
final class RecentReservoir implements Reservoir {

    private static final long LEAST = 1_000;
    private static final long MOST = TimeUnit.HOURS.toNanos(1);
    private static final long WINDOW = TimeUnit.SECONDS.toNanos(10);

    private final Recorder recorder = new Recorder(LEAST, MOST, 2);
    private final LongAdder sum = new LongAdder();
    private final LongSupplier clock;
    private Histogram interval;
    private Histogram previous = new Histogram(LEAST, MOST, 2);
    private Histogram current = new Histogram(LEAST, MOST, 2);
    private long since;

    RecentReservoir(LongSupplier nanoClock) {
        clock = nanoClock;
        since = nanoClock.getAsLong();
    }

    @Override
    public void update(long nanos) {
        recorder.recordValue(Math.min(MOST, Math.max(LEAST, nanos)));
        sum.add(nanos);
    }

    /** Of all times ever, in nanoseconds. */
    long sum() {
        return sum.sum();
    }

    @Override
    public synchronized Snapshot getSnapshot() {
        interval = recorder.getIntervalHistogram(interval);
        current.add(interval);
        Histogram recent = previous.copy();
        recent.add(current);
        long now = clock.getAsLong();
        if (now - since >= WINDOW) {
            rotate(now);
        }
        return new HistogramSnapshot(recent);
    }

    @Override
    public int size() {
        return getSnapshot().size();
    }

    private void rotate(long now) {
        Histogram oldest = previous;
        previous = current;
        current = oldest;
        current.reset();
        since = now;
    }
}
