package dev.chatanalytics.ops.admin;

import dev.chatanalytics.engine.runtime.NamedThreads;
import dev.chatanalytics.persistence.database.Access;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks every second, on a thread of its own, what the database lets us do, and remembers the answer: so nobody who wants
 * to know it waits. Reading is thread-safe; starting and closing belong to one owner.
 */
public final class DatabaseWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseWatch.class);
    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Function<Duration, Access> question;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = NamedThreads.create("admin-db-watch", this::run);
    private volatile Access last;

    /** @param question what the database lets us do, asked for this time at most; may block that long */
    public DatabaseWatch(Function<Duration, Access> question) {
        this.question = question;
    }

    /** Begins to ask. A second call throws. */
    public void start() {
        thread.start();
    }

    /** What it said last; {@link Access#NONE} before it was first asked. */
    public Access access() {
        return last == null ? Access.NONE : last;
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
        Access answer = Access.NONE;
        try {
            answer = question.apply(PATIENCE);
        } catch (RuntimeException e) {
            LOG.error("Asking whether the database answers failed", e);
        }
        if (last != null && last != answer) {
            LOG.warn("The database is {}", answer.label());
        }
        last = answer;
    }

    /** Ends the thread, after the question that it is at. A second call does nothing. */
    @Override
    public void close() {
        closed.countDown();
        NamedThreads.join(thread);
    }
}
