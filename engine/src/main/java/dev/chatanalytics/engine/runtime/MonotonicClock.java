package dev.chatanalytics.engine.runtime;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * Right when it is made, and from then on it never jumps, whatever is done to the machine's clock: for waiting, not for
 * telling the time. Thread-safe.
 */
public final class MonotonicClock extends Clock {

    private final Instant origin = Instant.now();
    private final long since = System.nanoTime();

    @Override
    public Instant instant() {
        return origin.plusNanos(System.nanoTime() - since);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    /** @throws UnsupportedOperationException always: waiting knows no zone */
    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("a clock for waiting has no zone");
    }
}
