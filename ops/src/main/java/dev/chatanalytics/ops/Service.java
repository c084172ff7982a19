package dev.chatanalytics.ops;

import dev.chatanalytics.engine.EngineState;
import dev.chatanalytics.ops.config.Configuration;
import dev.chatanalytics.persistence.database.ServedMark;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running service: starts, serves, drains, stops. With a journal it takes messages whether or not its database
 * answers; without one it waits for it. Not thread-safe: it belongs to the thread that started it.
 */
public final class Service implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Service.class);
    private static final Duration STEP = Duration.ofMillis(100);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration CONNECT_PATIENCE = Duration.ofSeconds(1);
    private static final Duration DATABASE_PATIENCE = Duration.ofSeconds(5);

    private final Wiring wiring;
    private final Duration drainTimeout;
    private final int nlpConnections;
    private final Optional<ServedMark> mark;
    private final Readiness readiness;
    private final DatabaseStart database = new DatabaseStart(this::prepare, this::prepared);
    private boolean stopped;

    private Service(Wiring wiring, Configuration configuration) {
        this.wiring = wiring;
        this.drainTimeout = configuration.drainTimeout();
        this.nlpConnections = Math.min(
                configuration.engine().nlp().concurrency(), configuration.nlp().maxConnections());
        this.mark = configuration.journal().map(journal -> new ServedMark(journal.dir(), configuration.database()));
        this.readiness =
                new Readiness(wiring.lifecycle(), mark.map(ServedMark::isThere).orElse(false));
    }

    /**
     * Warms up, then opens both ports. Messages get 503 until {@link #open} has succeeded.
     *
     * @param stop cuts the warm-up short when the answer is yes
     * @throws IOException when a port, a directory or enough open files cannot be had; nothing is left open then
     */
    public static Service start(Configuration configuration, StopQuestion stop)
            throws IOException, InterruptedException {
        Configuration fitting = OpenFiles.fit(configuration, OpenFiles.limit());
        return new Service(Wiring.of(fitting, stop), fitting);
    }

    /** Tells whether somebody asks to stop within a time. */
    @FunctionalInterface
    public interface StopQuestion {
        boolean asked(Duration within) throws InterruptedException;
    }

    /**
     * Begins to prepare the database, brings to safety what an earlier run had taken, and lets messages in. Without a
     * journal it returns when the database has been prepared; with one the database may still be away.
     *
     * @return false when it was asked to stop before
     * @throws IOException when somebody has to put the database right, or the engine has failed; {@link #stop} is still to be
     *     called
     */
    public boolean open(StopQuestion stop) throws IOException, InterruptedException {
        if (stop.asked(Duration.ZERO)) {
            return false;
        }
        database.start();
        if (!database.awaitFirstTry(DATABASE_PATIENCE, stop) || !(mark.isPresent() || awaitDatabase(stop))) {
            return false;
        }
        int connected = wiring.nlp().connectAhead(nlpConnections, CONNECT_PATIENCE);
        LOG.info("Opened {} connections to the NLP API", connected);
        if (!recovered(stop)) {
            return false;
        }
        wiring.gate().open();
        String how = readiness.taking() ? "Ready" : "Not ready before the database answers";
        LOG.info("{}: messages on port {}, metrics and health on port {}", how, port(), adminPort());
        return true;
    }

    private boolean awaitDatabase(StopQuestion stop) throws IOException, InterruptedException {
        while (!database.isDone()) {
            readiness.waiting();
            if (stop.asked(STEP)) {
                return false;
            }
            check();
        }
        return true;
    }

    private boolean recovered(StopQuestion stop) throws IOException, InterruptedException {
        if (wiring.journal().isEmpty()) {
            return true;
        }
        StopQuestion question = within -> {
            readiness.recovering(wiring.deadLetters().isRefusing());
            return database.isUnusable() || stop.asked(within);
        };
        boolean safe = new Recovery(wiring.journal().get(), wiring.engine(), question).run();
        check();
        return safe;
    }

    /** @throws IOException when this cannot go on */
    private void check() throws IOException {
        database.check();
        if (wiring.engine().state() == EngineState.FAILED) {
            throw new IOException("the engine has failed, and the log says why");
        }
    }

    /**
     * Blocks until it is asked to stop.
     *
     * @throws IOException when the database has answered by now, and somebody has to put it right, or when the engine has
     *     failed; {@link #stop} is still to be called
     */
    public void serve(StopQuestion stop) throws IOException, InterruptedException {
        while (!stop.asked(database.isDone() ? SECOND : STEP)) {
            check();
        }
        check();
    }

    /** On the database's thread, as often as it takes. */
    private void prepare() throws SQLException {
        wiring.database().migrate();
        wiring.partitions().makeNow();
    }

    /**
     * On the database's thread, once. Replaying begins only here: before, the table may not be there, or not be the one that
     * the rows are for.
     */
    private void prepared() {
        wiring.partitions().start();
        wiring.replayer().start();
        mark.ifPresent(ServedMark::put);
        readiness.answered();
        LOG.info("The database is up to date");
    }

    /** Where messages are taken. */
    public int port() {
        return wiring.http().port();
    }

    /** Where metrics and health are. */
    public int adminPort() {
        return wiring.admin().port();
    }

    /**
     * Takes no more messages, brings to safety what was accepted, and closes everything.
     *
     * @param hurry whether somebody asks to stop once more: with a journal, what is not stored by then is left to it
     * @return whether every accepted message is stored or kept, and the engine has not failed
     */
    public boolean stop(StopQuestion hurry) throws IOException, InterruptedException {
        stopped = true;
        long end = System.nanoTime() + drainTimeout.toNanos();
        wiring.lifecycle().stopping();
        wiring.gate().stopping();
        database.close();
        LOG.info("Stopping: {} messages to bring to safety", wiring.engine().queueDepth());
        wiring.http().drain();
        boolean drained =
                new Drain(wiring.engine(), drainTimeout, wiring.journal().isPresent()).run(hurry);
        boolean safe = drained && wiring.engine().state() != EngineState.FAILED;
        database.awaitEnd(hurry.asked(Duration.ZERO) ? Duration.ZERO : Duration.ofNanos(end - System.nanoTime()));
        wiring.close();
        LOG.info("Stopped");
        return safe;
    }

    /** Closes everything without draining. A second call does nothing. */
    @Override
    public void close() throws IOException {
        if (!stopped) {
            stopped = true;
            wiring.lifecycle().stopping();
            database.close();
            database.awaitEnd(drainTimeout);
        }
        wiring.close();
    }
}
