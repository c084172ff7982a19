package dev.chatanalytics.persistence.testing;

import static org.awaitility.Awaitility.await;

import dev.chatanalytics.persistence.database.DatabaseOptions;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** One PostgreSQL for all tests of this JVM; each test class takes a database of its own there. */
public final class TestServer {

    /** Patient, since the machine that runs the tests may be busy. */
    public static final Duration PATIENT = Duration.ofSeconds(20);

    private static final AtomicInteger NEXT = new AtomicInteger();

    private final EmbeddedPostgres server;
    private final List<Long> frozen = new ArrayList<>();

    private TestServer(EmbeddedPostgres server) {
        this.server = server;
    }

    private static final class Shared {
        private static final TestServer INSTANCE = start();
    }

    /** The server that all tests share and none stops. */
    public static TestServer shared() {
        return Shared.INSTANCE;
    }

    /** A server of the test's own, to be stopped or frozen. */
    public static TestServer start() {
        return start(EmbeddedPostgres.builder());
    }

    /** A server of the test's own that takes TLS connections, too. */
    public static TestServer startWithTls(Certificates certificates) {
        return start(EmbeddedPostgres.builder()
                .setServerConfig("ssl", "on")
                .setServerConfig("ssl_cert_file", certificates.certificate().toString())
                .setServerConfig("ssl_key_file", certificates.privateKey().toString()));
    }

    private static TestServer start(EmbeddedPostgres.Builder builder) {
        try {
            return new TestServer(
                    builder.setPort(0).setPGStartupWait(Duration.ofMinutes(1)).start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return server.getPort();
    }

    /** A new, empty database. */
    public TestDatabase newDatabase() {
        String name = "test_" + NEXT.incrementAndGet();
        TestDatabase postgres = new TestDatabase(this, "postgres");
        postgres.run("CREATE DATABASE " + name);
        return new TestDatabase(this, name);
    }

    static String url(String database, int port) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?user=postgres";
    }

    /** Stops every process of the server where it is: first the one that makes the others, so that none comes meanwhile. */
    public void freeze() {
        frozen.clear();
        long postmaster = postmaster();
        stop(List.of(postmaster));
        stop(ProcessHandle.of(postmaster)
                .orElseThrow()
                .descendants()
                .map(ProcessHandle::pid)
                .toList());
    }

    /** Lets them run again. */
    public void thaw() {
        signal("CONT", frozen);
    }

    /** Returns when they have stopped, which they need not have when the signal is sent, or have ended. */
    private void stop(List<Long> pids) {
        frozen.addAll(pids);
        signal("STOP", pids);
        for (long pid : pids) {
            await("process " + pid + " stopped").until(() -> isStopped(pid));
        }
    }

    private static boolean isStopped(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            return "TZX".indexOf(stat.charAt(stat.lastIndexOf(')') + 2)) >= 0;
        } catch (IOException e) {
            return true; // it has ended
        }
    }

    private static void signal(String name, List<Long> pids) {
        if (pids.isEmpty()) {
            return;
        }
        List<String> command = new ArrayList<>(List.of("kill", "-" + name));
        pids.forEach(pid -> command.add(Long.toString(pid)));
        try {
            Process kill = new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(kill.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            // A backend that ended meanwhile is no fault.
            if (kill.waitFor() != 0 && !said.contains("No such process")) {
                throw new IllegalStateException(said);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private long postmaster() {
        try (Connection connection = DriverManager.getConnection(url("postgres", port()));
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_read_file('postmaster.pid')")) {
            row.next();
            return Long.parseLong(row.getString(1).lines().findFirst().orElseThrow());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public void stop() throws IOException {
        server.close();
    }

    static DatabaseOptions options(String database, int port, int poolSize, Duration writeTimeout) {
        return new DatabaseOptions(url(database, port), null, null, poolSize, writeTimeout);
    }
}
