package dev.chatanalytics.persistence.database;

import dev.chatanalytics.engine.port.StoreException;
import dev.chatanalytics.engine.runtime.TimerWheel;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A pooled connection that is cut off at a deadline, whatever its owner is doing then. Used by one thread, which closes
 * it; only the deadline comes from another.
 *
 * <p>The socket's own time-out is no substitute: it covers reads, but a thread that writes to a server which has stopped
 * reading stays blocked until the connection is cut from outside.
 */
public final class TimedConnection implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TimedConnection.class);

    private static final String END_READ_ONLY =
            "SELECT pg_terminate_backend(pg_backend_pid()) WHERE current_setting('transaction_read_only')::bool";

    private final Connection connection;
    private final Pool pool;
    private final TimerWheel.Timeout deadline;
    private final AtomicBoolean over = new AtomicBoolean();
    private boolean broken;

    /** @param nanos until it is cut off */
    TimedConnection(Connection connection, Pool pool, TimerWheel timers, long nanos) {
        this.connection = connection;
        this.pool = pool;
        this.deadline = timers.schedule(nanos, TimeUnit.NANOSECONDS, this::expire);
    }

    /** The connection itself; its owner does not close it. */
    public Connection sql() {
        return connection;
    }

    /** The same with what PostgreSQL has beyond JDBC. */
    public PGConnection postgres() throws SQLException {
        return connection.unwrap(PGConnection.class);
    }

    /** How long a statement may take. */
    public Duration patience() {
        return pool.write();
    }

    /** A statement that is a transaction by itself, or would be one. */
    @FunctionalInterface
    public interface Write {
        /** @return the number of rows that the caller asks for */
        int run() throws SQLException, StoreException;
    }

    /**
     * Writes with all that is set for writers, or throws and has written nothing. A statement is a transaction by itself;
     * behind a pooler it takes one around it, for what cannot be set in the session: two round trips more.
     */
    public int write(Write statement) throws SQLException, StoreException {
        if (!isBehindPooler()) {
            return statement.run();
        }
        try {
            pool.settings().begin(connection);
            int rows = statement.run();
            Transactions.commit(connection);
            return rows;
        } catch (SQLException | StoreException | RuntimeException e) {
            Transactions.rollBack(connection, e);
            throw e;
        }
    }

    /** Whether nothing may be left in the session, since others use it too. */
    public boolean isBehindPooler() {
        return pool.settings().isBehindPooler();
    }

    /** Whether rows have to be inserted, since a COPY would be misunderstood. */
    public boolean isForInsertOnly() {
        return pool.settings().isForInsertOnly();
    }

    /** Has this connection closed instead of used again: nobody knows what state it is in. */
    public void discard() {
        broken = true;
    }

    /**
     * The same for all connections of its pool, those in use once they are given back: they were opened while the database
     * was read-only, as this one was. A pooler would go on using the session, for whomever, so there the session is ended.
     */
    public void discardReadOnly() {
        discard();
        if (isBehindPooler()) {
            endReadOnlySession();
        }
        pool.evictAll();
    }

    /** The session that the pooler gives us now: most likely the one that said so, and if not, none is ended that takes rows. */
    private void endReadOnlySession() {
        // Not through the pool, which would report at length that the connection is lost.
        try (Statement statement = connection.unwrap(Connection.class).createStatement()) {
            statement.execute(END_READ_ONLY);
        } catch (SQLException e) {
            LOG.debug("A read-only session was ended: {}", e.getMessage()); // which is how that looks from here
        }
    }

    /** Whether the deadline cut it off. */
    public boolean expired() {
        return over.get();
    }

    /** Gives it back, or closes it without asking the server when it was cut off or discarded. */
    @Override
    public void close() {
        deadline.cancel();
        boolean expired = !over.compareAndSet(false, true);
        if (expired || broken) {
            pool.evict(connection);
            return;
        }
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.warn("A connection could not be given back: {}", e.getMessage());
            pool.evict(connection);
        }
    }

    private void expire() {
        // Only one of the deadline and close() wins: a connection that is back in the pool is never cut off.
        if (over.compareAndSet(false, true)) {
            pool.abort(connection);
        }
    }
}
