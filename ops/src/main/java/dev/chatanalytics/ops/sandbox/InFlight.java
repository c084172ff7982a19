package dev.chatanalytics.ops.sandbox;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How many answers are still to come, without a word from those that are given: a ring of counters, one a millisecond in
 * which answers fall due. Thread-safe. A client that went away meanwhile therefore counts until its answer was due.
 */
final class InFlight {

    /** Over a minute ahead: more than the longest delay. */
    private static final int SLOTS = 1 << 16;

    private static final int COUNT_BITS = 24;
    private static final long COUNT_MASK = (1L << COUNT_BITS) - 1;

    private final AtomicLongArray slots = new AtomicLongArray(SLOTS);
    private final long origin = System.nanoTime();

    void add(long delayNanos) {
        long due = now() + TimeUnit.NANOSECONDS.toMillis(delayNanos) + 1;
        slots.getAndUpdate(
                (int) due & SLOTS - 1,
                slot -> slot >>> COUNT_BITS == due ? slot + 1 : due << COUNT_BITS | 1); // of a former turn of the ring
    }

    long count() {
        long now = now();
        long count = 0;
        for (int i = 0; i < SLOTS; i++) {
            long slot = slots.get(i);
            count += slot >>> COUNT_BITS > now ? slot & COUNT_MASK : 0;
        }
        return count;
    }

    private long now() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - origin);
    }
}
