package dev.chatanalytics.persistence.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.chatanalytics.engine.message.AnalyzedMessage;
import dev.chatanalytics.engine.port.StoreException;
import dev.chatanalytics.engine.runtime.TimerWheel;
import dev.chatanalytics.persistence.database.Database;
import dev.chatanalytics.persistence.database.PartitionMaker;
import dev.chatanalytics.persistence.database.TimedConnection;
import dev.chatanalytics.persistence.testing.Messages;
import dev.chatanalytics.persistence.testing.PgBouncer;
import dev.chatanalytics.persistence.testing.TestDatabase;
import dev.chatanalytics.persistence.testing.TestServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Everything through PgBouncer with {@code pool_mode = transaction}, whose sessions are everybody's. */
@Timeout(120)
@Tag("long")
class PoolerIT {

    private static final String TRACES = "SELECT current_setting('statement_timeout') || ' '"
            + " || current_setting('lock_timeout') || ' ' || current_setting('idle_in_transaction_session_timeout') || ' '"
            + " || current_setting('search_path') || ' ' || (SELECT count(*) FROM pg_prepared_statements) || ' '"
            + " || (SELECT count(*) FROM pg_locks WHERE locktype = 'advisory') || ' '"
            + " || (SELECT count(*) FROM pg_class WHERE relpersistence = 't')";

    private final TestDatabase real = TestServer.shared().newDatabase();
    private final List<AnalyzedMessage> batch = Messages.batch(100);

    @TempDir
    private Path dir;

    private TimerWheel timers;
    private PgBouncer pooler;
    private Database database;
    private CopyMessageStore store;

    @BeforeEach
    void open() throws Exception {
        assertThat(PgBouncer.isInstalled())
                .as("PgBouncer is installed (Debian: pgbouncer)")
                .isTrue();
        pooler = PgBouncer.start(dir, real);
        timers = new TimerWheel("timer-test");
        database = new Database(real.optionsAt(pooler.port(), Duration.ofSeconds(1)), timers);
        store = new CopyMessageStore(database);
    }

    @AfterEach
    void close() {
        if (pooler != null) {
            database.close();
            timers.close();
            pooler.close();
        }
    }

    private void assertNoTraces() throws SQLException {
        String url = real.options().url().replace(":" + real.server().port() + "/", ":" + pooler.port() + "/");
        for (int i = 0; i < 2 * PgBouncer.SESSIONS; i++) {
            try (Connection other = DriverManager.getConnection(url);
                    Statement statement = other.createStatement();
                    ResultSet row = statement.executeQuery(TRACES)) {
                row.next();
                assertThat(row.getString(1)).isEqualTo("0 0 0 \"$user\", public 0 0 0");
            }
        }
    }

    @Test
    void shouldStoreAndLeaveNothingInTheSessions() throws Exception {
        database.migrate();
        new PartitionMaker(database, Duration.ofDays(7)).makeNow();
        new RehearsalStore(database).store(batch);

        for (int i = 0; i < 10; i++) {
            assertThat(store.store(Messages.batch(50))).isZero();
        }
        assertThat(store.store(batch)).isZero();
        assertThat(store.store(batch)).as("duplicates").isEqualTo(100);

        assertThat(real.count()).isEqualTo(600);
        assertNoTraces();
    }

    @Test
    void shouldBeCancelledInTimeAndLeaveNoSessionWaiting() throws Exception {
        real.migrate().makePartitions();
        try (Connection other = real.connect()) {
            other.setAutoCommit(false);
            other.createStatement().execute("LOCK TABLE messages IN ACCESS EXCLUSIVE MODE");
            StoreException e = catchThrowableOfType(StoreException.class, () -> store.store(batch));
            assertThat(e.kind()).isEqualTo(StoreException.Kind.UNAVAILABLE);
            assertThat(e).hasMessageContaining("57014");
            assertThat(real.ask("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                            + " AND wait_event_type = 'Lock'"))
                    .containsExactly("0");
        }
        assertThat(store.store(batch)).isZero();
        assertNoTraces();
    }

    @Test
    void shouldStoreNothingOfABatchThatIsRefused() throws Exception {
        real.migrate().makePartitions();
        List<AnalyzedMessage> poisoned = List.of(batch.get(0), Messages.message(Messages.POISON_TEXT));
        StoreException e = catchThrowableOfType(StoreException.class, () -> store.store(poisoned));
        assertThat(e.kind()).isEqualTo(StoreException.Kind.POISON);
        assertThat(real.count()).isZero();
        assertThat(store.store(batch)).isZero();
    }

    /** The pooler keeps its sessions, whatever we do with our connections to it. */
    @Test
    void shouldStoreAgainWhenTheDatabaseNoLongerIsReadOnly() throws Exception {
        real.migrate().makePartitions();
        assertThat(store.store(batch)).isZero();
        real.setReadOnly(true);
        real.run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
                + " AND pid <> pg_backend_pid()");
        List<AnalyzedMessage> later = Messages.batch(10);
        await("read-only sessions").until(() -> failure(later).contains("25006"));

        real.setReadOnly(false);

        for (int i = 0; i < PgBouncer.SESSIONS; i++) {
            failure(later); // which says so of one session for the last time
        }
        assertThat(failure(later)).isEmpty();
        assertThat(real.count()).isEqualTo(110);
        assertNoTraces();
    }

    private String failure(List<AnalyzedMessage> rows) {
        try {
            store.store(rows);
            return "";
        } catch (StoreException e) {
            return e.getMessage();
        }
    }

    @Test
    void shouldHaveWhatIsCommittedOnTheDisk() throws Exception {
        real.run("ALTER DATABASE " + real.name() + " SET synchronous_commit = off");
        try (TimedConnection connection = database.forWriting()) {
            assertThat(connection.isBehindPooler()).isTrue();
            assertThat(connection.write(() -> isOn(connection))).isEqualTo(1);
        }
        assertNoTraces();
    }

    private static int isOn(TimedConnection connection) throws SQLException {
        try (Statement statement = connection.sql().createStatement();
                ResultSet row = statement.executeQuery("SELECT (current_setting('synchronous_commit') = 'on')::int")) {
            row.next();
            return row.getInt(1);
        }
    }
}
