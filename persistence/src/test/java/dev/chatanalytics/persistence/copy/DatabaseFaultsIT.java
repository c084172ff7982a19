package dev.chatanalytics.persistence.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.chatanalytics.engine.message.AnalyzedMessage;
import dev.chatanalytics.engine.port.StoreException;
import dev.chatanalytics.engine.port.StoreException.Kind;
import dev.chatanalytics.engine.runtime.TimerWheel;
import dev.chatanalytics.persistence.database.Access;
import dev.chatanalytics.persistence.database.Database;
import dev.chatanalytics.persistence.database.TimedConnection;
import dev.chatanalytics.persistence.testing.FaultyNetwork;
import dev.chatanalytics.persistence.testing.Messages;
import dev.chatanalytics.persistence.testing.TestDatabase;
import dev.chatanalytics.persistence.testing.TestServer;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The database away in every way: a batch fails as unavailable, without hanging, and the same batch passes afterwards.
 */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class DatabaseFaultsIT {

    /** More than a connection sends until it is of use. */
    private static final int SETUP_BYTES = 1_600;

    private static final Duration WRITE_TIMEOUT = Duration.ofSeconds(1);

    private static TestDatabase table;

    private final List<AnalyzedMessage> batch = Messages.batch(100);
    private TimerWheel timers;
    private FaultyNetwork network;
    private Database database;
    private CopyMessageStore store;

    @BeforeAll
    static void migrate() {
        table = TestServer.shared().newDatabase().migrate().makePartitions();
    }

    @BeforeEach
    void open() {
        table.run("TRUNCATE messages");
        timers = new TimerWheel("timer-test");
        network = new FaultyNetwork(table.server().port());
        database = new Database(table.optionsAt(network.port(), WRITE_TIMEOUT), timers);
        store = new CopyMessageStore(database);
        storeAtLast(Messages.batch(1));
    }

    @AfterEach
    void close() throws IOException {
        network.close();
        database.close();
        timers.close();
    }

    private StoreException failure(List<AnalyzedMessage> rows) {
        StoreException e = catchThrowableOfType(StoreException.class, () -> store.store(rows));
        assertThat(e).as("fails").isNotNull();
        assertThat(e.kind()).as(e.getMessage()).isEqualTo(Kind.UNAVAILABLE);
        assertThat(e.getMessage()).doesNotContain("\n");
        return e;
    }

    /** A server that is slow just then may be cut off before it says this. */
    private void awaitFailure(List<AnalyzedMessage> rows, String said) {
        await(said).until(() -> failure(rows).getMessage().contains(said));
    }

    private void storeAtLast(List<AnalyzedMessage> rows) {
        await("stored when the database is back").until(() -> isStored(rows));
        assertThat(table.ask("SELECT count(*) FROM messages WHERE message_id IN ('"
                        + String.join(
                                "','",
                                rows.stream().map(r -> r.message().messageId()).toList())
                        + "')"))
                .containsExactly(Integer.toString(rows.size()));
    }

    private boolean isStored(List<AnalyzedMessage> rows) {
        return isStored(store, rows);
    }

    private static boolean isStored(CopyMessageStore through, List<AnalyzedMessage> rows) {
        try {
            through.store(rows);
            return true;
        } catch (StoreException e) {
            assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE);
            return false;
        }
    }

    @Test
    void shouldFailInTimeWhenAnIdleConnectionLeadsNowhere() {
        network.blackHole(true);
        failure(batch);
        network.blackHole(false);
        storeAtLast(batch);
    }

    @Test
    void shouldFailInTimeWhenTheServerStopsReadingInTheMiddleOfABatch() {
        List<AnalyzedMessage> huge = Messages.batch(400).stream()
                .map(m -> Messages.message(m.message().messageId(), "x".repeat(200_000), Messages.NOW))
                .toList();
        // 80 MB fit into no socket's buffer: the writer is blocked, and only our deadline ends that. The pool looks
        // first
        // at a connection that has not been used for half a second, so on a slow machine it may take another try.
        await("fails in the middle of the batch").until(() -> {
            network.blackHole(false);
            storeAtLast(batch);
            network.blackHole(true);
            return failure(huge).getMessage().contains("did not answer in time");
        });
        network.blackHole(false);
        storeAtLast(batch);
        assertThat(table.ask("SELECT count(*) FROM messages WHERE length(text) > 1000"))
                .containsExactly("0");
    }

    @Test
    void shouldFailWhenTheConnectionIsResetInTheMiddleOfACopy() {
        network.resetAfterBytes(10_000);
        failure(batch);
        assertThat(table.count()).as("none of it").isEqualTo(1);
        storeAtLast(batch);
    }

    /** A pool learns from its first connection what a server is like, and must not go on with what it did not learn. */
    @Test
    void shouldComeBackWhereverTheFirstConnectionBreaks() {
        List<AnalyzedMessage> one = Messages.batch(1);
        for (int bytes = 0; bytes < SETUP_BYTES; bytes += 50) {
            network.resetAfterBytes(bytes);
            try (Database fresh = new Database(table.optionsAt(network.port(), TestServer.PATIENT), timers)) {
                CopyMessageStore through = new CopyMessageStore(fresh);
                await("stored after a reset at byte " + bytes).until(() -> isStored(through, one));
            }
        }
    }

    @Test
    void shouldReplaceConnectionsThatWereCutWhileIdle() {
        network.resetAll();
        storeAtLast(batch);
    }

    @Test
    void shouldReplaceConnectionsThatTheServerEnded() {
        table.run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                + " WHERE datname = current_database() AND pid <> pg_backend_pid()");
        storeAtLast(batch);
    }

    @Test
    void shouldBeCancelledByTheServerAndKeepTheConnectionWhenAnotherHoldsALock() throws Exception {
        try (Database patient = new Database(table.options(Duration.ofSeconds(3)), timers);
                Connection other = table.connect()) {
            CopyMessageStore patientStore = new CopyMessageStore(patient);
            patientStore.store(Messages.batch(1));
            String backend = backend(patient);
            other.setAutoCommit(false);
            other.createStatement().execute("LOCK TABLE messages IN ACCESS EXCLUSIVE MODE");
            StoreException e = catchThrowableOfType(StoreException.class, () -> patientStore.store(batch));
            assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE);
            assertThat(e).hasMessageContaining("57014");
            other.rollback();
            patientStore.store(batch);
            assertThat(backend(patient)).as("the same connection").isEqualTo(backend);
        }
    }

    @Test
    void shouldWaitForALockWhenItIsToBePatient() throws Exception {
        ExecutorService writer = Executors.newSingleThreadExecutor();
        try (Database patient = Database.patient(table.options(Duration.ofMillis(200)), 2, timers);
                Connection other = table.connect()) {
            CopyMessageStore both = new CopyMessageStore(database, patient);
            both.storePatiently(Messages.batch(1));
            other.setAutoCommit(false);
            other.createStatement().execute("LOCK TABLE messages IN ACCESS EXCLUSIVE MODE");
            Future<Integer> duplicates = writer.submit(() -> both.storePatiently(batch));
            StoreException e = catchThrowableOfType(StoreException.class, () -> both.store(batch));
            assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE);
            assertThat(duplicates).isNotDone();
            other.rollback();
            assertThat(duplicates.get()).isZero();
        } finally {
            writer.shutdownNow();
        }
    }

    /** The server's process behind the connection that was used last, which the pool gives first. */
    private static String backend(Database database) throws SQLException {
        try (TimedConnection connection = database.forWriting()) {
            return Integer.toString(connection.postgres().getBackendPID());
        }
    }

    @Test
    void shouldFailInTimeWhenTheSameRowIsBeingWrittenElsewhere() throws SQLException {
        AnalyzedMessage row = batch.get(50);
        try (Connection other = table.connect()) {
            other.setAutoCommit(false);
            other.createStatement()
                    .execute(
                            "INSERT INTO messages (message_id, bot_id, text, sent_at, received_at, nlp_status) SELECT '"
                                    + row.message().messageId() + "', '"
                                    + row.message().botId()
                                    + "', 'of another', sent_at, now(), 'ok' FROM messages LIMIT 1");
            failure(batch);
            other.commit();
        }
        storeAtLast(batch);
        assertThat(table.ask("SELECT text FROM messages WHERE message_id = '"
                        + row.message().messageId() + "'"))
                .containsExactly("of another");
    }

    @Test
    void shouldFailAsUnavailableWhenTheDatabaseIsReadOnly() {
        table.setReadOnly(true);
        network.resetAll();
        awaitFailure(batch, "25006");
        await("that it says so").until(() -> database.access(TestServer.PATIENT) == Access.READ_ONLY);
        table.setReadOnly(false);
        storeAtLast(batch); // though nobody ends the sessions that were opened meanwhile
        await("that it says so").until(() -> database.access(TestServer.PATIENT) == Access.WRITABLE);
    }

    @Test
    void shouldFailAsUnavailableWhenTheTableIsMissing() {
        table.run("ALTER TABLE messages RENAME TO elsewhere");
        awaitFailure(batch, "42P01");
        table.run("ALTER TABLE elsewhere RENAME TO messages");
        storeAtLast(batch);
    }

    @Test
    void shouldFailOneBatchOnlyWhenItsBackendIsEnded() throws SQLException {
        try (Connection other = table.connect()) {
            other.setAutoCommit(false);
            other.createStatement().execute("LOCK TABLE messages IN ACCESS EXCLUSIVE MODE");
            CompletableFuture<StoreException> writing = CompletableFuture.supplyAsync(() -> failure(batch));
            await("the batch waits for the lock")
                    .until(() -> !table.ask(
                                            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                                                    + " WHERE datname = current_database() AND query LIKE 'COPY%' AND wait_event_type = 'Lock'")
                                    .isEmpty()
                            || writing.isDone());
            writing.join();
        }
        storeAtLast(batch);
    }

    @Test
    void shouldLeaveNoThreadBehind() {
        network.blackHole(true);
        failure(batch);
        network.blackHole(false);
        storeAtLast(batch);
        database.close();
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("db-"));
    }
}
