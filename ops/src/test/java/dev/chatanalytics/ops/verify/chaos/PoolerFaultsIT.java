package dev.chatanalytics.ops.verify.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Needs PgBouncer. Real clients go through it to a real PostgreSQL while it is ended and started again. */
@Tag("long")
class PoolerFaultsIT {

    @TempDir
    Path dir;

    private ChaosDatabase database;
    private Pooler pooler;
    private int port;

    @BeforeEach
    void start() throws Exception {
        database = ChaosDatabase.start(dir);
        pooler = Pooler.in(Programs.find("pgbouncer").orElseThrow(), dir);
        port = pooler.before(database.address().getPort());
    }

    @AfterEach
    void stop() throws Exception {
        pooler.close();
        database.close();
        assertThat(running()).isZero();
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://localhost:" + port + "/postgres?user=postgres&prepareThreshold=0");
    }

    private static String ask(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private static long running() {
        return ProcessHandle.current()
                .descendants()
                .filter(child -> child.info().command().orElse("").endsWith("/pgbouncer"))
                .count();
    }

    @Test
    void shouldBeAwayWhileTheFaultLastsAndThereAgainAfterwards() throws Exception {
        Set<String> notes = new HashSet<>();
        for (long salt = 0; salt < 8; salt++) {
            try (Connection before = connect()) {
                notes.add(new PoolerFaults(pooler)
                        .restart(
                                Duration.ZERO,
                                length -> {
                                    assertThatThrownBy(this::connect).isInstanceOf(SQLException.class);
                                    return false;
                                },
                                new Random(salt * 1_000_003)));
                assertThatThrownBy(() -> ask(before, "SELECT 1")).isInstanceOf(SQLException.class);
            }
            try (Connection after = connect()) {
                assertThat(ask(after, "SELECT 1")).isEqualTo("1");
            }
        }
        assertThat(notes).containsExactlyInAnyOrder("killed", "ended");
    }

    @Test
    void shouldShareOneSessionAmongItsClients() throws Exception {
        try (Connection one = connect();
                Connection other = connect()) {
            String sql = "SELECT pg_backend_pid()";
            assertThat(ask(one, sql)).isEqualTo(ask(other, sql));
        }
    }

    @Test
    void shouldSayThatItHasEndedByItself() throws Exception {
        Signals.send(
                "KILL",
                ProcessHandle.current()
                        .descendants()
                        .filter(child -> child.info().command().orElse("").endsWith("/pgbouncer"))
                        .toList());

        assertThatThrownBy(() -> new PoolerFaults(pooler).restart(Duration.ZERO, length -> false, new Random(1)))
                .hasMessageStartingWith("PgBouncer has ended by itself");
    }
}
