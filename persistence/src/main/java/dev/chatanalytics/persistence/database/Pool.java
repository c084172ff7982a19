package dev.chatanalytics.persistence.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pool of connections that writers share, each set up so that neither side waits long for the other. Thread-safe.
 *
 * <p>A batch is first cancelled by the server ({@code statement_timeout}), which keeps the connection. Only when the
 * server does not even do that is the connection cut off by {@link TimedConnection}. What a cut-off connection leaves on
 * the server ends by the other settings, so that the rows it had begun do not stay locked.
 */
final class Pool implements AutoCloseable {

    static {
        // HikariCP takes no time-out under 250 ms unless told so before its first use.
        if (System.getProperty("com.zaxxer.hikari.timeoutMs.floor") == null) {
            System.setProperty("com.zaxxer.hikari.timeoutMs.floor", "1");
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(Pool.class);
    private static final int CONNECT_SECONDS = 2;
    private static final int LOGIN_SECONDS = 3;
    private static final int CLOSE_SECONDS = 10;
    private static final Duration IDLE = Duration.ofMinutes(1);
    private static final long BETWEEN_GIVING_WAY = TimeUnit.MILLISECONDS.toNanos(200);

    private final PoolLimits limits;
    private final WriterSettings settings;
    private final PoolThreads threads = new PoolThreads();
    private final HikariDataSource connections;

    /** The pool's own would not be waited for when the pool is closed. */
    private final ScheduledThreadPoolExecutor housekeeper = new ScheduledThreadPoolExecutor(1, threads);

    /** Cutting a connection can block (TLS says goodbye first), so it is done neither on the timer nor on a writer. */
    private final ThreadPoolExecutor aborts = new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            IDLE.toSeconds(),
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            threads,
            new ThreadPoolExecutor.DiscardPolicy()); // once it is shut down: all connections are closed then

    private final AtomicLong mayGiveWayAt = new AtomicLong(System.nanoTime());

    /** @param giveWay called when the server has no connection for this pool; null when nobody could give way */
    Pool(DatabaseOptions options, PoolLimits limits, Runnable giveWay) {
        this.limits = limits;
        this.settings = new WriterSettings(limits.write());
        housekeeper.setRemoveOnCancelPolicy(true);
        connections = new HikariDataSource(config(options, giveWay));
    }

    private HikariConfig config(DatabaseOptions options, Runnable giveWay) {
        long takeMillis = limits.take().toMillis();
        HikariConfig config = new HikariConfig();
        config.setPoolName("messages");
        config.setDataSource(connector(options, giveWay));
        config.setMaximumPoolSize(limits.size());
        config.setMinimumIdle(limits.idle());
        if (limits.size() > limits.idle()) {
            config.setIdleTimeout(IDLE.toMillis());
        }
        config.setInitializationFailTimeout(-1); // starts without a database
        // Else the pool asks its first connection, once; when that breaks meanwhile, it sets up no other one ever.
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        config.setConnectionTimeout(takeMillis);
        config.setValidationTimeout(Math.max(1, takeMillis / 2));
        config.setThreadFactory(threads);
        config.setScheduledExecutor(housekeeper);
        return config;
    }

    private Connector connector(DatabaseOptions options, Runnable giveWay) {
        // A read that waits for longer than the deadline is cut off by it; this one is the second net.
        int readSeconds = (int) Math.max(10, 2 * limits.write().toSeconds());
        return new Connector(options, CONNECT_SECONDS, LOGIN_SECONDS, readSeconds, settings::opened, giveWay);
    }

    /** Waits for a connection up to the limit for taking one. */
    Connection take() throws SQLException {
        return connections.getConnection();
    }

    /** How long a statement may take. */
    Duration write() {
        return limits.write();
    }

    /** What holds for the statements of its connections. */
    WriterSettings settings() {
        return settings;
    }

    PoolState state() {
        HikariPoolMXBean pool = connections.getHikariPoolMXBean();
        return new PoolState(
                pool.getActiveConnections(),
                pool.getIdleConnections(),
                pool.getTotalConnections(),
                pool.getThreadsAwaitingConnection());
    }

    /** Cuts the connection off, so that a thread blocked on it fails at once. Does not block. */
    void abort(Connection connection) {
        aborts.execute(() -> {
            try {
                connection.abort(Runnable::run);
            } catch (SQLException e) {
                LOG.warn("A connection could not be cut off: {}", e.getMessage());
            }
        });
    }

    /** Cuts the connection off and has the pool forget it. Does not block. */
    void evict(Connection connection) {
        abort(connection);
        connections.evictConnection(connection);
    }

    /** Has the pool forget all connections, those in use once they are given back. Does not block. */
    void evictAll() {
        connections.getHikariPoolMXBean().softEvictConnections();
    }

    /**
     * Lets others of us have what the role may have of connections: all are closed, those in use once they are given back,
     * and none is kept any more that is not needed. Does not block.
     */
    void giveWay() {
        long due = mayGiveWayAt.get();
        long now = System.nanoTime();
        if (now - due < 0 || !mayGiveWayAt.compareAndSet(due, now + BETWEEN_GIVING_WAY)) {
            return;
        }
        if (connections.getMinimumIdle() > 0) {
            LOG.info("The server has fewer connections for us than are kept open: none is kept any more");
            connections.setMinimumIdle(0);
        }
        evictAll();
    }

    @Override
    public void close() {
        threads.interrupt();
        connections.close();
        housekeeper.shutdownNow();
        aborts.shutdown();
        try {
            // Bounded, since cutting off a TLS connection may take as long as the network likes.
            if (aborts.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                threads.join();
            } else {
                LOG.warn("Some connections are still being cut off");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
