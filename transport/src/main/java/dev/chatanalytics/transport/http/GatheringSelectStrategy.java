package dev.chatanalytics.transport.http;

import io.netty.channel.SelectStrategy;
import io.netty.util.IntSupplier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Looks at the sockets at most every 800 µs while nothing is queued, so that one look finds what came
 * for many of them. For one event loop.
 *
 * <p>A loop that is woken for each request alone runs with cold caches and pays for a change of threads each time. While a
 * turn takes longer than the interval, which is so under full load, there is no waiting at all. What other threads queue
 * during a wait is late by up to the interval, too.
 */
final class GatheringSelectStrategy implements SelectStrategy {

    private static final long INTERVAL_NANOS = TimeUnit.MICROSECONDS.toNanos(800);

    private long lastLook = System.nanoTime();

    @Override
    public int calculateStrategy(IntSupplier selectNow, boolean hasTasks) throws Exception {
        if (hasTasks) {
            return selectNow.get();
        }
        long early = lastLook + INTERVAL_NANOS - System.nanoTime();
        if (early > 0) {
            LockSupport.parkNanos(this, early);
        }
        lastLook = System.nanoTime();
        return SelectStrategy.SELECT;
    }
}
