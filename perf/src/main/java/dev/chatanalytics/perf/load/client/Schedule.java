package dev.chatanalytics.perf.load.client;

import java.time.Duration;

/**
 * When each message of a run is meant to be sent: message {@code k} at {@code k / rate} seconds after the start, whatever
 * the service does (an open model). Immutable.
 *
 * @param rate messages a second, at least 1
 * @param warmup sent at the same rate first, and left out of the figures
 * @param duration measured
 */
public record Schedule(int rate, Duration warmup, Duration duration) {

    private static final long SECOND_NANOS = 1_000_000_000L;

    public Schedule {
        if (rate < 1) {
            throw new IllegalArgumentException("rate: " + rate + " (expected: 1 or more a second)");
        }
        if (messages(rate, warmup.plus(duration)) > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("duration: " + duration + " at " + rate + "/s (expected: at most "
                    + Integer.MAX_VALUE + " messages a run)");
        }
    }

    /** How many messages the run sends, warm-up included. */
    public int messages() {
        return (int) messages(rate, warmup.plus(duration));
    }

    /** How many of them belong to the warm-up: they are the first. */
    public int warmupMessages() {
        return (int) messages(rate, warmup);
    }

    /** When this message is meant to be sent, in nanoseconds after the start. */
    public long intendedNanos(int message) {
        return message * SECOND_NANOS / rate;
    }

    /** How many messages are due once this many nanoseconds have passed since the start. */
    public int dueBy(long elapsedNanos) {
        if (elapsedNanos < 0) {
            return 0;
        }
        // Whole seconds apart, so that no product overflows.
        long due = elapsedNanos / SECOND_NANOS * rate + elapsedNanos % SECOND_NANOS * rate / SECOND_NANOS + 1;
        return (int) Math.min(due, messages());
    }

    private static long messages(int rate, Duration time) {
        return time.toMillis() * rate / 1000;
    }
}
