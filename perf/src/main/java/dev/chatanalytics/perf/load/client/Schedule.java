package dev.chatanalytics.perf.load.client;

import java.time.Duration;

/**
 * When each message of a run is meant to be sent, whatever the service does (an open model): one every {@code 1 / rate}
 * seconds, after a first half of the warm-up in which the rate rises evenly from nothing. Immutable.
 *
 * <p>The rise is for everything around the service, which starts as cold as it does: a generator and an NLP API that
 * are still being compiled would be measured in its place.
 *
 * @param rate messages a second, at least 1
 * @param warmup sent first, and left out of the figures
 * @param duration measured
 */
public record Schedule(int rate, Duration warmup, Duration duration) {

    private static final long SECOND_NANOS = 1_000_000_000L;

    public Schedule {
        if (rate < 1) {
            throw new IllegalArgumentException("rate: " + rate + " (expected: 1 or more a second)");
        }
        if (messages(rate, warmup, duration) > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("duration: " + duration + " at " + rate + "/s (expected: at most "
                    + Integer.MAX_VALUE + " messages a run)");
        }
    }

    /** How many messages the run sends, warm-up included. */
    public int messages() {
        return (int) messages(rate, warmup, duration);
    }

    /** How many of them belong to the warm-up: they are the first. */
    public int warmupMessages() {
        return (int) messages(rate, warmup, Duration.ZERO);
    }

    /** When this message is meant to be sent, in nanoseconds after the start. */
    public long intendedNanos(int message) {
        int rising = risingMessages();
        if (message < rising) {
            // rate * t^2 / 2T messages are due by t.
            return (long) Math.sqrt(2.0 * message * riseNanos() / rate * SECOND_NANOS);
        }
        return riseNanos() + (message - rising) * SECOND_NANOS / rate;
    }

    /** How many messages are due once this many nanoseconds have passed since the start. */
    public int dueBy(long elapsedNanos) {
        if (elapsedNanos < 0) {
            return 0;
        }
        if (elapsedNanos < riseNanos()) {
            double seconds = (double) elapsedNanos / SECOND_NANOS;
            int due = (int) (rate * seconds * elapsedNanos / (2.0 * riseNanos())) + 1;
            return Math.min(due, risingMessages());
        }
        long steady = elapsedNanos - riseNanos();
        // Whole seconds apart, so that no product overflows.
        long due = steady / SECOND_NANOS * rate + steady % SECOND_NANOS * rate / SECOND_NANOS + 1;
        return (int) Math.min(risingMessages() + due, messages());
    }

    private long riseNanos() {
        return warmup.toNanos() / 2;
    }

    private int risingMessages() {
        return (int) (warmup.toMillis() * rate / 4000);
    }

    private static long messages(int rate, Duration warmup, Duration duration) {
        long rising = warmup.toMillis() * rate / 4000;
        long steadyMillis = warmup.toMillis() - warmup.toMillis() / 2 + duration.toMillis();
        return rising + steadyMillis * rate / 1000;
    }
}
