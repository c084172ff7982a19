package dev.chatanalytics.ops.verify.chaos;

import dev.chatanalytics.ops.demo.EmbeddedDatabase;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The stack's PostgreSQL, which can be hurt. It keeps its data, and may listen on another port each time it starts. Faults
 * come from one thread at a time; {@link #address} is for any.
 */
final class ChaosDatabase implements AutoCloseable {

    private static final long DEATH_SECONDS = 20;
    private static final String END_COPIES =
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
                    + " AND backend_type = 'client backend' AND query LIKE 'COPY%' AND state = 'active'";

    /** For sessions of our own: what is done to the database is not done to them. */
    private static final String WRITABLE = "&options=-c%20default_transaction_read_only=off";

    private final Path dir;
    private volatile EmbeddedDatabase server;

    private ChaosDatabase(Path dir) {
        this.dir = dir;
    }

    static ChaosDatabase start(Path dir) throws IOException {
        ChaosDatabase database = new ChaosDatabase(dir);
        database.start();
        return database;
    }

    /** Straight to it, without the proxy, and never read-only; only while it runs. */
    String url() {
        return server.url() + WRITABLE;
    }

    /** A session of our own, which the caller closes. */
    Connection connect() throws SQLException {
        return DriverManager.getConnection(url());
    }

    /** Where it listens, or null while it does not. */
    InetSocketAddress address() {
        EmbeddedDatabase now = server;
        if (now == null) {
            return null;
        }
        URI uri = URI.create(now.url().substring("jdbc:".length()));
        return new InetSocketAddress(uri.getHost(), uri.getPort());
    }

    void start() throws IOException {
        server = EmbeddedDatabase.start(dir);
    }

    /** SIGKILL to every process of it, the first one first, lest it mend itself. */
    void kill() throws IOException, InterruptedException {
        EmbeddedDatabase dead = server;
        server = null;
        List<ProcessHandle> processes = processes();
        Signals.send("KILL", processes);
        for (ProcessHandle process : processes) {
            try {
                process.onExit().get(DEATH_SECONDS, TimeUnit.SECONDS);
            } catch (ExecutionException | TimeoutException e) {
                throw new IOException("PostgreSQL's process " + process.pid() + " does not die", e);
            }
        }
        dead.close(); // lets go of what we hold of it
    }

    /** SIGSTOP to every process of it, or SIGCONT. */
    void pause(boolean on) throws IOException, InterruptedException {
        Signals.send(on ? "STOP" : "CONT", processes());
    }

    /** Ends every session that is in a COPY right now, as an administrator or a failover does. Returns how many. */
    int endCopies() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            try (ResultSet ended = statement.executeQuery(END_COPIES)) {
                ended.next();
                return ended.getInt(1);
            }
        }
    }

    private List<ProcessHandle> processes() throws IOException {
        List<String> pidFile = Files.readAllLines(dir.resolve("postgres").resolve("postmaster.pid"));
        ProcessHandle first = ProcessHandle.of(Long.parseLong(pidFile.get(0).strip()))
                .orElseThrow(() -> new IOException("PostgreSQL is gone; its log is in " + dir));
        List<ProcessHandle> all = new ArrayList<>(List.of(first));
        first.descendants().forEach(all::add);
        return all;
    }

    @Override
    public void close() throws IOException {
        if (server != null) {
            server.close();
            server = null;
        }
    }
}
