package dev.chatanalytics.persistence.database;

import dev.chatanalytics.engine.runtime.TimerWheel;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * One PostgreSQL database: its pool of connections and its schema. Thread-safe. Closed by whoever made it, after those
 * that use it and before the timers.
 *
 * <p>It opens whether or not the server answers; connections are made when they are first needed, and made again when
 * the server is back.
 */
public final class Database implements AutoCloseable {

    private static final int CONNECT_SECONDS = 5;
    private static final int READ_SECONDS = 10;

    /** A migration may have to work through a large table. */
    private static final int MIGRATE_SECONDS = 3_600;

    private final DatabaseOptions options;
    private final PoolLimits limits;
    private final TimerWheel timers;
    private final Connector connector;
    private final Connector migrator;
    private final Pool pool;

    /**
     * For messages that have just come in.
     *
     * @param timers cut off connections at their deadlines
     * @throws IllegalArgumentException when the URL is none of PostgreSQL's
     */
    public Database(DatabaseOptions options, TimerWheel timers) {
        this(options, PoolLimits.live(options), timers, null);
    }

    private Database(DatabaseOptions options, PoolLimits limits, TimerWheel timers, Runnable giveWay) {
        this.options = options;
        this.limits = limits;
        this.timers = timers;
        this.pool = new Pool(options, limits, giveWay);
        this.connector = connector(READ_SECONDS);
        this.migrator = connector(MIGRATE_SECONDS);
    }

    private Connector connector(int readSeconds) {
        return new Connector(options, CONNECT_SECONDS, READ_SECONDS, readSeconds, connection -> {}, pool::giveWay);
    }

    /**
     * The same database for work that nobody waits for, such as replaying dead letters: connections of its own, opened
     * when they are needed, and ten seconds for a write, or {@code writeTimeout} when that is longer.
     */
    public static Database patient(DatabaseOptions options, int connections, TimerWheel timers) {
        return new Database(options, PoolLimits.patient(options, connections), timers, null);
    }

    /** The same, beside this one, whose idle connections are closed when the role may have no more. */
    public Database patient(int connections) {
        return new Database(options, PoolLimits.patient(options, connections), timers, pool::giveWay);
    }

    /** The same with one connection. */
    public static Database patient(DatabaseOptions options, TimerWheel timers) {
        return patient(options, 1, timers);
    }

    /**
     * Brings the schema up to date. Several instances may do so at once.
     *
     * @throws SQLException when the server does not answer or refuses, when somebody holds a lock that is needed, or when the
     *     database is too old or does not store every character; {@link SqlStates#mayPass} tells what to wait for
     */
    public void migrate() throws SQLException {
        Schema.migrate(migrator);
    }

    /** The schema that {@link #migrate} brings a database to. */
    public static String schemaVersion() {
        return Schema.VERSION;
    }

    /** A connection of the caller's own, outside the pool and without its short time-outs. The caller closes it. */
    public Connection connect() throws SQLException {
        return connector.getConnection();
    }

    /**
     * A connection of the pool for one attempt to write. From this call on the attempt has the time for a write, waiting for
     * a connection included, and half as much again until it is cut off.
     */
    public TimedConnection forWriting() throws SQLException {
        long start = System.nanoTime();
        Connection connection = pool.take();
        long left = limits.cutOff().toNanos() - (System.nanoTime() - start);
        return new TimedConnection(connection, pool, timers, Math.max(left, TimeUnit.MILLISECONDS.toNanos(1)));
    }

    /**
     * What the database lets us do, asked until it answers or about this time is over. A session that may only read is not
     * used again: after a failover it would say so for as long as it lives.
     */
    public Access access(Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        Access access = Access.NONE;
        for (long left = patience.toNanos(); access == Access.NONE && left > 0; left = deadline - System.nanoTime()) {
            access = ask(left);
        }
        return access;
    }

    private Access ask(long nanos) {
        try (TimedConnection connection = new TimedConnection(pool.take(), pool, timers, nanos)) {
            try (Statement statement = connection.sql().createStatement();
                    ResultSet row = statement.executeQuery("SELECT current_setting('transaction_read_only')")) {
                row.next();
                boolean readOnly = row.getString(1).equals("on"); // on a standby too
                if (readOnly) {
                    connection.discardReadOnly();
                }
                return readOnly ? Access.READ_ONLY : Access.WRITABLE;
            } catch (SQLException e) {
                connection.discard();
                throw e;
            }
        } catch (SQLException e) {
            return Access.NONE; // the answer to the question; the caller may ask again
        }
    }

    /** The pool's connections at this moment. */
    public PoolState pool() {
        return pool.state();
    }

    /** Closes all connections, those in use too. A second call does nothing. */
    @Override
    public void close() {
        pool.close();
    }
}
