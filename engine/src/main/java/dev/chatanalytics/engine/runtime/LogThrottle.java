package dev.chatanalytics.engine.runtime;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Lets one of many events of a kind be logged in a period, and counts the others. Thread-safe, and never blocks. */
public final class LogThrottle {

    private static final long NEVER = Long.MIN_VALUE;

    private final long periodNanos;
    private final LongSupplier nanoTime;
    private final AtomicLong lastNanos = new AtomicLong(NEVER);
    private final AtomicLong events = new AtomicLong();

    /** @param nanoTime such as {@link System#nanoTime} */
    public LogThrottle(Duration period, LongSupplier nanoTime) {
        periodNanos = period.toNanos();
        this.nanoTime = nanoTime;
    }

    /** One event a minute, by the machine's clock. */
    public static LogThrottle everyMinute() {
        return new LogThrottle(Duration.ofMinutes(1), System::nanoTime);
    }

    /**
     * Counts an event.
     *
     * @return 0 when it is not to be logged; else how many there were since the last that was, this one included
     */
    public long admit() {
        events.incrementAndGet();
        long now = nanoTime.getAsLong();
        long last = lastNanos.get();
        boolean due = last == NEVER || now - last >= periodNanos;
        return due && lastNanos.compareAndSet(last, now) ? events.getAndSet(0) : 0;
    }
}
