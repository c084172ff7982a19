package dev.chatanalytics.ops.verify.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a real PostgreSQL: what others see while a fault lasts, and afterwards. */
class AdministratorFaultsIT {

    private static final Duration LENGTH = Duration.ofSeconds(5);

    @TempDir
    static Path dir;

    private static ChaosDatabase database;

    private final List<Connection> opened = new ArrayList<>();

    @BeforeAll
    static void start() throws Exception {
        database = ChaosDatabase.start(dir);
    }

    @AfterAll
    static void stop() throws Exception {
        database.close();
    }

    @AfterEach
    void close() throws SQLException {
        for (Connection connection : opened) {
            connection.close();
        }
    }

    /** As somebody else, such as the service. */
    private Connection connect() throws SQLException {
        String url = "jdbc:postgresql://localhost:" + database.address().getPort() + "/postgres?user=postgres";
        opened.add(DriverManager.getConnection(url));
        return opened.get(opened.size() - 1);
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void assertReadOnly(Connection connection) {
        assertThatThrownBy(() -> execute(connection, "CREATE TABLE a ()"))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("25006"));
    }

    @Test
    void shouldBeReadOnlyForAllButOurselvesUntilTheFaultIsOver() throws Exception {
        Connection before = connect();

        String note = new AdministratorFaults(database).makeReadOnly(LENGTH, length -> {
            assertThat(length).isEqualTo(LENGTH);
            try (Connection own = database.connect()) {
                assertThatThrownBy(() -> execute(before, "SELECT 1")).isInstanceOf(SQLException.class);
                assertReadOnly(connect());
                execute(own, "CREATE TABLE ours ()");
            } catch (SQLException e) {
                throw new AssertionError(e);
            }
            return false;
        });

        assertThat(note).isEqualTo("1 sessions ended");
        assertReadOnly(opened.get(1)); // as it was when it was opened
        execute(connect(), "CREATE TABLE theirs ()");
    }

    @Test
    void shouldTakeWritesAgainWhenTheFaultIsCutShort() throws Exception {
        assertThatThrownBy(() -> new AdministratorFaults(database).makeReadOnly(LENGTH, length -> {
                    throw new InterruptedException("the run ends");
                }))
                .isInstanceOf(InterruptedException.class);

        execute(connect(), "CREATE TABLE later ()");
    }
}
