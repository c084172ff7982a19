package dev.chatanalytics.ops;

import dev.chatanalytics.engine.runtime.NamedThreads;
import dev.chatanalytics.persistence.database.SqlStates;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Prepares the database as soon as it answers, on a thread of its own, so that nothing else has to wait for it: neither
 * messages, nor somebody who asks to stop. While what the database says may pass, it is tried again every second.
 *
 * <p>Reading is thread-safe; starting and closing belong to one owner.
 */
final class DatabaseStart {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseStart.class);
    private static final Duration RETRY = Duration.ofSeconds(1);

    /** For a try that is under way; what it waits for on the server, such as a lock, it gives up sooner than that. */
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(5);

    private final Step prepare;
    private final Runnable prepared;
    private final CountDownLatch tried = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = NamedThreads.create("db-start", this::run);
    private volatile boolean done;
    private volatile Throwable unusable;

    /** What is done with the database. */
    @FunctionalInterface
    interface Step {
        void run() throws SQLException;
    }

    /**
     * @param prepare brings the schema up to date; may be tried often, and may block for as long as that takes
     * @param prepared run once after it on this thread, and never after {@link #close} was called
     */
    DatabaseStart(Step prepare, Runnable prepared) {
        this.prepare = prepare;
        this.prepared = prepared;
    }

    /** Begins. A second call throws. */
    void start() {
        thread.start();
    }

    /**
     * Waits, but not for long, until the first try has ended, however it did: when the database is there, nobody need be
     * told that it is missing.
     *
     * @return false when it was asked to stop before
     * @throws IOException when somebody has to put the database right
     */
    boolean awaitFirstTry(Duration patience, Service.StopQuestion stop) throws IOException, InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        boolean stopped = stop.asked(Duration.ZERO);
        while (!stopped && !tried.await(10, TimeUnit.MILLISECONDS) && System.nanoTime() - end < 0) {
            stopped = stop.asked(Duration.ZERO);
        }
        check();
        return !stopped;
    }

    /** Whether the database has been prepared. */
    boolean isDone() {
        return done;
    }

    /** Whether somebody has to put the database right, and this has ended. */
    boolean isUnusable() {
        return unusable != null;
    }

    /** @throws IOException when somebody has to put the database right; its message is one line that says what */
    void check() throws IOException {
        Throwable why = unusable;
        if (why instanceof SQLException e) {
            throw new IOException("the database cannot be used: " + reason(e), e);
        } else if (why != null) {
            throw new IOException("the database could not be prepared: " + why, why);
        }
    }

    private void run() {
        try {
            boolean reported = false;
            while (!tryOnce(!reported) && !closed.await(RETRY.toMillis(), TimeUnit.MILLISECONDS)) {
                reported = true;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // nobody but a stopping process interrupts it
        } catch (SQLException | RuntimeException | Error e) {
            unusable = e;
        } finally {
            tried.countDown();
        }
    }

    private boolean tryOnce(boolean report) throws SQLException {
        try {
            prepare.run();
        } catch (SQLException e) {
            if (!SqlStates.mayPass(e)) {
                throw e;
            }
            if (report) {
                LOG.warn("Waiting for the database: {}", reason(e));
            }
            tried.countDown();
            return false;
        }
        finish();
        return true;
    }

    /** Either this comes first, and the owner then closes what was started here, or the owner's closing does. */
    private synchronized void finish() {
        if (closed.getCount() > 0) {
            prepared.run();
            done = true;
        }
    }

    /** Begins no further try, and nothing after the one that it is at. Does not wait for that. */
    synchronized void close() {
        closed.countDown();
    }

    /**
     * Waits, but not for long, until the try that it is at has ended, after {@link #close}. A server that hangs, or a long
     * change of the schema, is not waited for: the connection ends with the process then, and takes back what it had begun.
     */
    void awaitEnd(Duration limit) {
        try {
            thread.join(Math.max(1, Math.min(limit.toMillis(), STOP_PATIENCE.toMillis())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            LOG.warn("The database has not answered yet; not waiting for it any longer");
        }
    }

    /** What the driver said, in one line, without what those around it made of it. */
    private static String reason(SQLException e) {
        SQLException said = e;
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            said = cause instanceof SQLException inner ? inner : said;
        }
        return SqlStates.reason(said);
    }
}
