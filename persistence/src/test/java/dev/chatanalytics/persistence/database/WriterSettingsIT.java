package dev.chatanalytics.persistence.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatanalytics.engine.runtime.TimerWheel;
import dev.chatanalytics.persistence.testing.TestDatabase;
import dev.chatanalytics.persistence.testing.TestServer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What holds for writers, whatever is set for their role or database. */
class WriterSettingsIT {

    private final TestDatabase real = TestServer.shared().newDatabase();
    private final TimerWheel timers = new TimerWheel("timer-test");

    @AfterEach
    void close() {
        timers.close();
    }

    private void set(String setting, String value) {
        real.run("ALTER DATABASE " + real.name() + " SET " + setting + " = '" + value + "'");
    }

    private String ofWriters(String setting) throws SQLException {
        try (Database database = new Database(real.options(Duration.ofMillis(1_234)), timers);
                TimedConnection connection = database.forWriting();
                Statement statement = connection.sql().createStatement();
                ResultSet row = statement.executeQuery("SHOW " + setting)) {
            assertThat(connection.isBehindPooler()).isFalse();
            row.next();
            return row.getString(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"off, on", "local, local", "on, on", "remote_write, remote_write", "remote_apply, remote_apply"})
    void shouldHaveWhatIsCommittedOnTheDisk(String role, String writers) throws SQLException {
        set("synchronous_commit", role);
        assertThat(ofWriters("synchronous_commit")).isEqualTo(writers);
    }

    @Test
    void shouldHaveTheTimeOutsThatAreConfigured() throws SQLException {
        set("statement_timeout", "1h");
        set("idle_in_transaction_session_timeout", "1h");
        List<String> unlimited = List.of("lock_timeout", "idle_session_timeout", "transaction_timeout");
        for (String setting : unlimited) {
            set(setting, "1min");
        }
        assertThat(ofWriters("statement_timeout")).isEqualTo("1234ms");
        assertThat(ofWriters("idle_in_transaction_session_timeout")).isEqualTo("5s");
        for (String setting : unlimited) {
            assertThat(ofWriters(setting)).as(setting).isEqualTo("0");
        }
    }
}
