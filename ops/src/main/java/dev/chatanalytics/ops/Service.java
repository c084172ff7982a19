package dev.chatanalytics.ops;

import dev.chatanalytics.ops.config.Configuration;
import dev.chatanalytics.persistence.database.SqlStates;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running service: starts, waits for its database, serves, drains, stops. Not thread-safe: it belongs to the thread
 * that started it.
 */
public final class Service implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Service.class);
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration CONNECT_PATIENCE = Duration.ofSeconds(1);

    private final Wiring wiring;
    private final Duration drainTimeout;
    private final int nlpConnections;

    private Service(Wiring wiring, Configuration configuration) {
        this.wiring = wiring;
        this.drainTimeout = configuration.drainTimeout();
        this.nlpConnections = Math.min(
                configuration.engine().nlp().concurrency(), configuration.nlp().maxConnections());
    }

    /**
     * Warms up, then opens both ports. Messages get 503 until {@link #open} has succeeded.
     *
     * @param stop cuts the warm-up short when the answer is yes
     * @throws IOException when a port or a directory cannot be had; nothing is left open then
     */
    public static Service start(Configuration configuration, StopQuestion stop)
            throws IOException, InterruptedException {
        return new Service(Wiring.of(configuration, stop), configuration);
    }

    /** Tells whether somebody asks to stop within a time. */
    @FunctionalInterface
    public interface StopQuestion {
        boolean asked(Duration within) throws InterruptedException;
    }

    /**
     * Brings the schema up to date and lets messages in. As long as what the database says may pass, it is tried again.
     *
     * @return false when it was asked to stop before
     * @throws IOException when somebody has to put the database right
     */
    public boolean open(StopQuestion stop) throws IOException, InterruptedException {
        boolean reported = false;
        while (!prepared(!reported)) {
            reported = true;
            wiring.lifecycle().notReady("waiting for the database");
            if (stop.asked(RETRY)) {
                return false;
            }
        }
        if (stop.asked(Duration.ZERO)) {
            return false;
        }
        wiring.partitions().start();
        wiring.replayer().start();
        int connected = wiring.nlp().connectAhead(nlpConnections, CONNECT_PATIENCE);
        LOG.info("Opened {} connections to the NLP API", connected);
        if (!recovered(stop)) {
            return false;
        }
        wiring.gate().open();
        wiring.lifecycle().ready();
        LOG.info("Ready: messages on port {}, metrics and health on port {}", port(), adminPort());
        return true;
    }

    private boolean recovered(StopQuestion stop) throws InterruptedException {
        if (wiring.journal().isEmpty()) {
            return true;
        }
        wiring.lifecycle().notReady("recovering what an earlier run had taken");
        return new Recovery(wiring.journal().get(), wiring.engine(), stop).run();
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
     * @return whether every accepted message is stored or kept
     */
    public boolean stop(StopQuestion hurry) throws IOException, InterruptedException {
        wiring.lifecycle().notReady("stopping");
        LOG.info("Stopping: {} messages to bring to safety", wiring.engine().queueDepth());
        wiring.http().drain();
        boolean safe = new Drain(wiring.engine(), drainTimeout, wiring.journal().isPresent()).run(hurry);
        wiring.close();
        LOG.info("Stopped");
        return safe;
    }

    /** Closes everything at once, without draining. */
    @Override
    public void close() throws IOException {
        wiring.close();
    }

    private boolean prepared(boolean report) throws IOException {
        try {
            wiring.database().migrate();
            wiring.partitions().makeNow();
            return true;
        } catch (SQLException e) {
            if (!SqlStates.mayPass(e)) {
                throw new IOException("the database cannot be used: " + reason(e), e);
            }
            if (report) {
                LOG.warn("Waiting for the database, not ready until it answers: {}", reason(e));
            }
            return false;
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
