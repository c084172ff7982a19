package dev.chatanalytics.ops.admin;

import dev.chatanalytics.engine.runtime.NamedThreads;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks every second, on a thread of its own, whether the database answers, and remembers the answer: so nobody who wants
 * to know it waits. Reading is thread-safe; starting and closing belong to one owner.
 */
public final class DatabaseWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseWatch.class);
    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Predicate<Duration> isReachable;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = NamedThreads.create("admin-db-watch", this::run);
    private volatile Boolean reachable;

    /** @param isReachable whether the database answers within this time; may block that long */
    public DatabaseWatch(Predicate<Duration> isReachable) {
        this.isReachable = isReachable;
    }

    /** Begins to ask. A second call throws. */
    public void start() {
        thread.start();
    }

    /** What it said last; false before it was first asked. */
    public boolean isReachable() {
        return Boolean.TRUE.equals(reachable);
    }

    private void run() {
        boolean stop = false;
        while (!stop) {
            ask();
            try {
                stop = closed.await(INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                stop = true; // nobody but a stopping process interrupts it
            }
        }
    }

    private void ask() {
        boolean answer = false;
        try {
            answer = isReachable.test(PATIENCE);
        } catch (RuntimeException e) {
            LOG.error("Asking whether the database answers failed", e);
        }
        if (reachable != null && reachable != answer) {
            LOG.warn("The database {}", answer ? "answers again" : "does not answer");
        }
        reachable = answer;
    }

    /** Ends the thread, after the question that it is at. A second call does nothing. */
    @Override
    public void close() {
        closed.countDown();
        NamedThreads.join(thread);
    }
}
