package dev.chatanalytics.engine.admission;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/**
 * How long commits of the message log take, and so whether a new message would be durable in time. Begun and ended on the
 * intake thread, read on any.
 *
 * <p>A message waits for the commit that is under way when it comes, and for its own. Both are taken to last as long as the
 * last one did, or as long as the one under way has lasted already. When that is more than {@code durability.commit-timeout}
 * the log is too slow, and a message is better refused at once. {@value #LET_IN} messages a commit are let in all the same,
 * else nobody would notice when the disk is quick again.
 */
public final class LogPace {

    private static final int LET_IN = 16;
    private static final long NONE = Long.MIN_VALUE;

    private final long limitNanos;
    private final LongSupplier nanoTime;
    private final AtomicInteger letIn = new AtomicInteger();
    private volatile Work work = new Work(0, 0, NONE);

    /** One value, so that who reads it on another thread never counts a commit twice, or not at all. */
    private record Work(long finishedNanos, long lastNanos, long begunAt) {

        private long elapsed(long now) {
            return begunAt == NONE ? 0 : now - begunAt;
        }
    }

    /** @param limit for what one message may wait for the log */
    public LogPace(Duration limit, LongSupplier nanoTime) {
        this.limitNanos = limit.toNanos();
        this.nanoTime = nanoTime;
    }

    /** The log is at work from now on. */
    public void begin() {
        Work before = work;
        work = new Work(before.finishedNanos, before.lastNanos, nanoTime.getAsLong());
    }

    /**
     * It has finished.
     *
     * @param committed whether it has committed anything, so that this tells how long commits take
     */
    public void end(boolean committed) {
        Work under = work;
        long took = under.elapsed(nanoTime.getAsLong());
        work = new Work(under.finishedNanos + took, committed ? took : under.lastNanos, NONE);
        letIn.set(0);
    }

    /** How long the log has been at work since the start, in nanoseconds, now included. */
    public long waitedNanos() {
        Work now = work;
        return now.finishedNanos + now.elapsed(nanoTime.getAsLong());
    }

    /** How long a commit takes, in nanoseconds: the last one, or the one under way when that is longer. */
    public long commitNanos() {
        Work now = work;
        return Math.max(now.lastNanos, now.elapsed(nanoTime.getAsLong()));
    }

    /** Whether a message that comes now would wait for longer than it may. */
    public boolean isTooSlow() {
        Work now = work;
        if (now.begunAt == NONE) {
            return now.lastNanos > limitNanos;
        }
        long elapsed = now.elapsed(nanoTime.getAsLong());
        long commit = Math.max(now.lastNanos, elapsed);
        return commit - elapsed + commit > limitNanos;
    }

    /** Whether one more message may be let in although the log is too slow. */
    boolean letsIn() {
        return mayLetIn() && letIn.incrementAndGet() <= LET_IN;
    }

    /** Whether {@link #letsIn} would be true; nothing is counted. */
    boolean mayLetIn() {
        return letIn.get() < LET_IN;
    }
}
