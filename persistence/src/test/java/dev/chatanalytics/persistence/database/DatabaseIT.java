package dev.chatanalytics.persistence.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.chatanalytics.engine.runtime.TimerWheel;
import dev.chatanalytics.persistence.testing.TestDatabase;
import dev.chatanalytics.persistence.testing.TestServer;
import java.io.IOException;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Schema, partitions and pool on a real server. */
class DatabaseIT {

    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
    private static final Duration WEEK = Duration.ofDays(7);

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

    @Test
    void shouldMigrateTwiceWithoutHarm() throws SQLException {
        database.migrate();
        database.migrate();
        assertThat(real.ask("SELECT count(*) FROM information_schema.columns WHERE table_name = 'messages'"))
                .containsExactly("12");
    }

    @Test
    void shouldKnowTheVersionOfItsSchemaWithoutADatabase() throws SQLException {
        database.migrate();
        assertThat(real.ask("SELECT version FROM flyway_schema_history ORDER BY installed_rank DESC LIMIT 1"))
                .containsExactly(Database.schemaVersion());
    }

    @Test
    void shouldMigrateADatabaseThatOthersUseToo() throws SQLException {
        real.run("CREATE TABLE of_others (id int)");
        database.migrate();
        assertThat(real.count()).isZero();
    }

    @Test
    void shouldMigrateAndMakePartitionsWhenFourInstancesStartAtOnce() {
        List<CompletableFuture<Void>> starts = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            starts.add(CompletableFuture.runAsync(this::migrateAndPartition));
        }
        starts.forEach(CompletableFuture::join);
        assertThat(partitions()).hasSize(4);
    }

    private void migrateAndPartition() {
        try {
            database.migrate();
            try (Connection connection = database.connect()) {
                Partitions.makeAround(connection, NOW, WEEK);
            }
        } catch (SQLException e) {
            throw new CompletionException(e);
        }
    }

    @Test
    void shouldGiveEachPartitionTheKeyTheDefaultsAndTheComments() throws SQLException {
        database.migrate();
        try (Connection connection = database.connect()) {
            Partitions.makeAround(connection, NOW, Duration.ZERO);
        }
        real.run("INSERT INTO messages (message_id, bot_id, text, sent_at, received_at, nlp_status)"
                + " VALUES ('m', 'b', 't', '2026-11-25T00:00:00Z', now(), 'ok')");
        assertThat(real.ask("SELECT stored_at IS NOT NULL FROM messages")).containsExactly("t");
        assertThat(real.ask("SELECT pg_get_indexdef(indexrelid) FROM pg_index"
                        + " WHERE indrelid = 'messages_2026_11_23'::regclass"))
                .hasSize(1)
                .first()
                .asString()
                .contains("UNIQUE", "(bot_id, sent_at, message_id)");
        assertThat(real.ask("SELECT col_description('messages_2026_11_23'::regclass, 4)"))
                .containsExactly("The message as it was sent");
    }

    @Test
    void shouldMakePartitionsFromItsOwnThread() throws SQLException {
        database.migrate();
        try (PartitionMaker maker = new PartitionMaker(database, WEEK)) {
            maker.start();
            org.awaitility.Awaitility.await("partitions")
                    .until(() -> partitions().size() >= 4);
            assertThatThrownBy(maker::start).isInstanceOf(IllegalThreadStateException.class);
        }
    }

    @Test
    void shouldReportThePool() throws SQLException {
        assertThat(database.access(TestServer.PATIENT)).isEqualTo(Access.WRITABLE);
        try (TimedConnection one = database.forWriting();
                TimedConnection two = database.forWriting()) {
            assertThat(one.sql()).isNotEqualTo(two.sql());
            assertThat(database.pool().active()).isEqualTo(2);
        }
        assertThat(database.pool().active()).isZero();
        assertThat(database.pool().waiting()).isZero();
        assertThat(database.pool().total()).isPositive();
    }

    @Test
    void shouldFailInTimeWhenThePoolIsExhausted() throws SQLException {
        try (Database small = new Database(real.optionsAt(real.server().port(), Duration.ofSeconds(2)), timers)) {
            List<TimedConnection> taken = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                taken.add(small.forWriting());
            }
            SQLException e = catchThrowableOfType(SQLException.class, small::forWriting);
            assertThat(SqlStates.kind(e)).isEqualTo(dev.chatanalytics.engine.port.StoreException.Kind.UNAVAILABLE);
            taken.forEach(TimedConnection::close);
            small.forWriting().close();
        }
    }

    @Test
    void shouldOpenWithoutAServerAndSayThatItIsUnreachable() throws IOException {
        try (Database nowhere = new Database(real.optionsAt(closedPort(), Duration.ofMillis(100)), timers)) {
            assertThat(nowhere.access(Duration.ofMillis(300))).isEqualTo(Access.NONE);
            SQLException e = catchThrowableOfType(SQLException.class, nowhere::migrate);
            assertThat(SqlStates.mayPass(e)).as(e.getSQLState()).isTrue();
        }
    }

    @Test
    void shouldTellAWrongDatabaseFromAnUnreachableOne() {
        DatabaseOptions options = new DatabaseOptions(
                real.options().url().replace(real.name(), "missing"), null, null, 2, Duration.ofMillis(100));
        try (Database missing = new Database(options, timers)) {
            SQLException e = catchThrowableOfType(SQLException.class, missing::migrate);
            assertThat(SqlStates.mayPass(e)).isFalse();
            assertThat(e.getMessage()).contains("missing");
        }
    }

    @Test
    void shouldFindTheServerThatTakesRowsAmongSeveral() throws SQLException, IOException {
        TestServer standby = TestServer.start();
        try {
            new TestDatabase(standby, "postgres").run("CREATE DATABASE " + real.name());
            new TestDatabase(standby, real.name()).setReadOnly(true);
            String both = "jdbc:postgresql://127.0.0.1:" + standby.port() + ",127.0.0.1:"
                    + real.server().port() + "/" + real.name() + "?user=postgres&targetServerType=primary";
            DatabaseOptions options = new DatabaseOptions(both, null, null, 2, TestServer.PATIENT);
            try (Database found = new Database(options, timers)) {
                found.migrate();
                assertThat(found.access(TestServer.PATIENT)).isEqualTo(Access.WRITABLE);
                assertThat(real.count()).isZero();
            }
        } finally {
            standby.stop();
        }
    }

    @Test
    void shouldRefuseAUrlOfAnotherDatabase() {
        DatabaseOptions options = new DatabaseOptions("jdbc:mysql://h/d?password=secret", null, null, 2, WEEK);
        assertThatThrownBy(() -> new Database(options, timers))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("jdbc:mysql://h/d")
                .hasMessageContaining("expected: jdbc:postgresql://")
                .hasMessageNotContaining("secret");
        assertThat(options.toString()).doesNotContain("secret");
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private List<String> partitions() {
        return real.ask("SELECT inhrelid::regclass::text FROM pg_inherits"
                + " WHERE inhparent = 'messages'::regclass ORDER BY 1");
    }
}
