package dev.chatanalytics.persistence.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.chatanalytics.engine.runtime.TimerWheel;
import dev.chatanalytics.persistence.testing.TestDatabase;
import dev.chatanalytics.persistence.testing.TestServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bringing the schema up to date in databases of all sorts. */
@Timeout(120)
class SchemaIT {

    private final TestDatabase real = TestServer.shared().newDatabase();
    private TimerWheel timers;
    private Database database;

    @BeforeEach
    void open() {
        timers = new TimerWheel("timer-test");
        database = new Database(real.options(), timers);
    }

    @AfterEach
    void close() {
        database.close();
        timers.close();
    }

    /** As earlier versions bring the schema up to date, which may run beside this one. */
    private FluentConfiguration flyway() {
        return Flyway.configure()
                .dataSource(real.options().url(), null, null)
                .locations("classpath:db/migration")
                .baselineOnMigrate(true)
                .baselineVersion("0");
    }

    @Test
    void shouldLeaveAHistoryThatEarlierVersionsAccept() throws SQLException {
        database.migrate();
        flyway().load().validate();
        assertThat(flyway().load().migrate().migrationsExecuted).isZero();
    }

    @Test
    void shouldKnowWhatEarlierVersionsDid() throws SQLException {
        flyway().load().migrate();
        database.migrate();
        assertThat(real.ask("SELECT script FROM flyway_schema_history WHERE version = '1'"))
                .containsExactly("V1__messages.sql");
    }

    @Test
    void shouldLeaveNothingBehindWhenAScriptFails() throws SQLException {
        real.run("CREATE TABLE messages (of_others int)");
        SQLException e = catchThrowableOfType(SQLException.class, database::migrate);
        assertThat(e.getSQLState()).isEqualTo("42P07");
        assertThat(real.ask("SELECT to_regclass('flyway_schema_history')")).containsExactly((String) null);

        real.run("DROP TABLE messages");
        database.migrate();
        assertThat(real.count()).isZero();
    }

    @Test
    void shouldNotWaitLongForALockOfOthersAndLeaveNoSessionBehind() throws SQLException {
        database.migrate();
        try (Connection other = real.connect()) {
            other.setAutoCommit(false);
            other.createStatement().execute("LOCK TABLE messages, flyway_schema_history IN ACCESS EXCLUSIVE MODE");
            SQLException e = catchThrowableOfType(SQLException.class, database::migrate);
            assertThat(e.getSQLState()).isEqualTo("55P03");
            assertThat(SqlStates.mayPass(e)).isTrue();
            assertThat(real.ask("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                            + " AND wait_event_type = 'Lock'"))
                    .as("still waiting")
                    .containsExactly("0");
        }
        database.migrate();
    }

    @Test
    void shouldOnlyReadADatabaseThatIsUpToDate() throws SQLException {
        database.migrate();
        real.setReadOnly(true);
        database.migrate();
        real.setReadOnly(false);
    }

    @Test
    void shouldNeedNoRightsWhereNothingIsToBeDone() throws SQLException {
        database.migrate();
        String role = real.name() + "_reader";
        real.run("CREATE ROLE " + role + " LOGIN; GRANT SELECT ON flyway_schema_history TO " + role);
        DatabaseOptions options = new DatabaseOptions(
                real.options().url().replace("user=postgres", "user=" + role), null, null, 2, TestServer.PATIENT);
        try (Database reader = new Database(options, timers)) {
            reader.migrate();
        }
    }

    @Test
    void shouldWaitForADatabaseThatIsReadOnly() {
        real.setReadOnly(true);
        SQLException e = catchThrowableOfType(SQLException.class, database::migrate);
        assertThat(e.getSQLState()).isEqualTo("25006");
        assertThat(SqlStates.mayPass(e)).isTrue();
    }

    @Test
    void shouldTakeTheTimeItNeedsWhateverTheRoleIsAllowed() throws SQLException {
        real.run("CREATE FUNCTION slow() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(0.5); END'");
        real.run("CREATE EVENT TRIGGER slow ON ddl_command_end WHEN TAG IN ('CREATE TABLE') EXECUTE FUNCTION slow()");
        real.run("ALTER DATABASE " + real.name() + " SET statement_timeout = '250ms'");
        real.run("ALTER DATABASE " + real.name() + " SET transaction_timeout = '250ms'");
        try {
            database.migrate();
        } finally {
            real.run("ALTER DATABASE " + real.name() + " RESET ALL");
        }
        assertThat(real.count()).isZero();
    }

    @Test
    void shouldUseTheFirstSchemaOfTheSearchPath() throws SQLException {
        real.run("CREATE SCHEMA analytics");
        real.run("ALTER DATABASE " + real.name() + " SET search_path = analytics, public");
        database.migrate();
        assertThat(real.ask(
                        "SELECT schemaname FROM pg_tables WHERE tablename IN ('messages', 'flyway_schema_history')"))
                .containsExactly("analytics", "analytics");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SQL_ASCII", "LATIN1"})
    void shouldRefuseADatabaseThatDoesNotStoreEveryCharacter(String encoding) {
        String name = real.name() + "_" + encoding.toLowerCase(java.util.Locale.ROOT);
        real.run("CREATE DATABASE " + name + " ENCODING '" + encoding
                + "' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0");
        TestDatabase other = new TestDatabase(real.server(), name);
        try (Database wrong = new Database(other.options(Duration.ofSeconds(5)), timers)) {
            SQLException e = catchThrowableOfType(SQLException.class, wrong::migrate);
            assertThat(e.getMessage()).contains(encoding, "expected: UTF8");
            assertThat(SqlStates.mayPass(e)).isFalse();
        }
        assertThat(other.ask("SELECT to_regclass('messages')")).containsExactly((String) null);
    }
}
