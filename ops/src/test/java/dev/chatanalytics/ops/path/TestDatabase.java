package dev.chatanalytics.ops.path;

import static org.awaitility.Awaitility.await;

import dev.chatanalytics.ops.verify.chaos.FreePort;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
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
import java.util.stream.Stream;

/** A real PostgreSQL that can be stopped, frozen and killed, always on one port and with its data kept. Not thread-safe. */
final class TestDatabase implements AutoCloseable {

    private final Path data;
    private final int port;
    private EmbeddedPostgres postgres;

    TestDatabase(Path data) throws IOException {
        this.data = data;
        port = FreePort.find();
        start();
    }

    void start() throws IOException {
        postgres = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setPort(port)
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("max_connections", "150")
                .setPGStartupWait(Duration.ofMinutes(1))
                .start();
    }

    /** Returns when it has ended. */
    void stop() throws IOException {
        postgres.close();
        // It waits for 5 s, which a slow disk may need longer than.
        await("the end of PostgreSQL").until(() -> !Files.exists(data.resolve("postmaster.pid")));
    }

    String url() {
        return "jdbc:postgresql://localhost:" + port + "/postgres?user=postgres";
    }

    /** SIGSTOP to every process of the server, or SIGCONT: first to the one that makes the others, so that none comes meanwhile. */
    void freeze(boolean frozen) throws IOException, InterruptedException {
        ProcessHandle postmaster = ProcessHandle.of(Long.parseLong(
                        Files.readAllLines(data.resolve("postmaster.pid")).get(0)))
                .orElseThrow();
        String signal = frozen ? "-STOP" : "-CONT";
        kill(signal, Stream.of(postmaster));
        kill(signal, postmaster.descendants());
    }

    private static void kill(String signal, Stream<ProcessHandle> processes) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("kill", signal));
        processes.forEach(process -> command.add(Long.toString(process.pid())));
        new ProcessBuilder(command).inheritIO().start().waitFor();
    }

    /** Ends every session but ours, as a failover or an impatient administrator does. */
    void terminateSessions() throws SQLException {
        query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                + " WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'");
    }

    /** The first column of all rows, as text. */
    List<String> query(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws IOException {
        stop();
    }
}
