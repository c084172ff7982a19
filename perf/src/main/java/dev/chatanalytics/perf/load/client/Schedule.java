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
 * @param surge another rate for a part of it, or null
 */
public record Schedule(int rate, Duration warmup, Duration duration, Surge surge) {

    private static final long SECOND_NANOS = 1_000_000_000L;

    public Schedule {
        if (rate < 1) {
            throw new IllegalArgumentException("rate: " + rate + " (expected: 1 or more a second)");
        }
        if (surge != null && surge.after().plus(surge.length()).compareTo(duration) > 0) {
            throw new IllegalArgumentException(
                    "surge: " + surge + " (expected: within the duration, " + duration + ")");
        }
        if (messages(rate, warmup, duration, surge) > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("duration: " + duration + " at " + rate + "/s (expected: at most "
                    + Integer.MAX_VALUE + " messages a run)");
        }
    }

    /** A schedule with one rate. */
    public Schedule(int rate, Duration warmup, Duration duration) {
        this(rate, warmup, duration, null);
    }

    /** How many messages the run sends, warm-up included. */
    public int messages() {
        return (int) messages(rate, warmup, duration, surge);
    }

    /** How many of them belong to the warm-up: they are the first. */
    public int warmupMessages() {
        return (int) messages(rate, warmup, Duration.ZERO, null);
    }

    /** When the run ends, in nanoseconds after the start. */
    public long endNanos() {
        return warmup.plus(duration).toNanos();
    }

    /** When this message is meant to be sent, in nanoseconds after the start. */
    public long intendedNanos(int message) {
        int rising = risingMessages();
        if (message < rising) {
            // rate * t^2 / 2T messages are due by t.
            return (long) Math.sqrt(2.0 * message * riseNanos() / rate * SECOND_NANOS);
        }
        return riseNanos() + steadyNanos(message - rising);
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
        return (int) Math.min(risingMessages() + steadyDue(elapsedNanos - riseNanos()), messages());
    }

    /** The time of a message after the rise, both counted from the end of the rise. */
    private long steadyNanos(long message) {
        if (surge == null || message < beforeSurge()) {
            return message * SECOND_NANOS / rate;
        }
        long surged = message - beforeSurge();
        if (surged < surge.messages()) {
            return surgeNanos() + surged * SECOND_NANOS / surge.rate();
        }
        return surgeNanos() + surge.length().toNanos() + (surged - surge.messages()) * SECOND_NANOS / rate;
    }

    /** The messages due by a time after the rise, both counted from the end of the rise. */
    private long steadyDue(long nanos) {
        if (surge == null) {
            return due(nanos, rate);
        }
        if (nanos < surgeNanos()) {
            return Math.min(due(nanos, rate), beforeSurge());
        }
        long surged = nanos - surgeNanos();
        if (surged < surge.length().toNanos()) {
            return beforeSurge() + Math.min(due(surged, surge.rate()), surge.messages());
        }
        return beforeSurge() + surge.messages() + due(surged - surge.length().toNanos(), rate);
    }

    /** Whole seconds apart, so that no product overflows. */
    private static long due(long nanos, int rate) {
        return nanos / SECOND_NANOS * rate + nanos % SECOND_NANOS * rate / SECOND_NANOS + 1;
    }

    /** When the surge begins, after the rise. */
    private long surgeNanos() {
        return warmup.toNanos() - riseNanos() + surge.after().toNanos();
    }

    /** How many messages there are between the rise and the surge. */
    private long beforeSurge() {
        return surgeNanos() / 1_000_000 * rate / 1000;
    }

    private long riseNanos() {
        return warmup.toNanos() / 2;
    }

    private int risingMessages() {
        return (int) (warmup.toMillis() * rate / 4000);
    }

    private static long messages(int rate, Duration warmup, Duration duration, Surge surge) {
        long rising = warmup.toMillis() * rate / 4000;
        long steadyMillis = warmup.toMillis() - warmup.toMillis() / 2 + duration.toMillis();
        if (surge == null) {
            return rising + steadyMillis * rate / 1000;
        }
        // The three pieces apart, each rounded as it is above.
        long before = warmup.toMillis() - warmup.toMillis() / 2 + surge.after().toMillis();
        long after = steadyMillis - before - surge.length().toMillis();
        return rising + before * rate / 1000 + surge.messages() + after * rate / 1000;
    }
}
