package dev.chatanalytics.persistence.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.chatanalytics.engine.message.AnalyzedMessage;
import dev.chatanalytics.engine.port.StoreException;
import dev.chatanalytics.engine.runtime.TimerWheel;
import dev.chatanalytics.persistence.database.Database;
import dev.chatanalytics.persistence.testing.Messages;
import dev.chatanalytics.persistence.testing.TestDatabase;
import dev.chatanalytics.persistence.testing.TestServer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which way batches go while duplicates come and when they stop, by what the server says of it. */
class DuplicatesIT {

    private static final int UNTIL_COPY = DuplicatesExpected.CLEAN_IN_A_ROW;

    private final List<AnalyzedMessage> old = Messages.batch(20);
    private TestDatabase table;
    private TimerWheel timers;
    private Database database;
    private CopyMessageStore store;

    @BeforeEach
    void open() throws StoreException {
        table = TestServer.shared().newDatabase().migrate().makePartitions();
        timers = new TimerWheel("timer-test");
        database = new Database(table.options(), timers);
        store = new CopyMessageStore(database);
        store.store(old);
    }

    @AfterEach
    void close() {
        database.close();
        timers.close();
    }

    /** New rows and one that is there already. */
    private List<AnalyzedMessage> repeating(int rows) {
        List<AnalyzedMessage> batch = new ArrayList<>(Messages.batch(rows));
        batch.set(rows / 2, old.get(rows % old.size()));
        return batch;
    }

    /** So that its last statement is the store's last. */
    private void useOneConnection() throws StoreException {
        database.close();
        database = Database.patient(table.options(), timers);
        store = new CopyMessageStore(database);
        store.store(Messages.batch(20));
    }

    /** The first word of what the store's only connection ran last. */
    private String way() {
        List<String> newest = table.ask("SELECT split_part(query, ' ', 1) FROM pg_stat_activity WHERE datname ="
                + " current_database() AND application_name = 'chat-analytics' ORDER BY backend_start DESC LIMIT 1");
        return newest.get(0);
    }

    /** Of all sessions that have ended: a server process counts when it ends. */
    private long failedTransactions() {
        database.close();
        await("all connections have ended")
                .until(() -> table.ask("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                                + " AND pid <> pg_backend_pid() AND backend_type = 'client backend'")
                        .equals(List.of("0")));
        return Long.parseLong(table.ask("SELECT xact_rollback FROM pg_stat_database WHERE datname = current_database()")
                .get(0));
    }

    @Test
    void shouldFailOneCopyOnlyWhileDuplicatesKeepComing() throws StoreException {
        for (int i = 0; i < 30; i++) {
            assertThat(store.store(repeating(50))).isEqualTo(1);
            for (int clean = 1; clean < UNTIL_COPY; clean++) {
                assertThat(store.store(Messages.batch(50))).isZero();
            }
        }
        assertThat(failedTransactions()).isEqualTo(1);
        assertThat(table.count()).isEqualTo(20 + 30 * (50 * UNTIL_COPY - 1));
    }

    @Test
    void shouldFailNoCopyWithoutDuplicates() throws StoreException {
        for (int i = 0; i < 10; i++) {
            store.store(Messages.batch(50));
        }
        assertThat(failedTransactions()).isZero();
    }

    @Test
    void shouldMergeAtOnceAndCopyAgainWhenDuplicatesStop() throws StoreException {
        useOneConnection();
        assertThat(way()).isEqualTo("COPY");
        store.store(repeating(50));
        assertThat(way()).isEqualTo("INSERT");
        for (int i = 0; i < UNTIL_COPY; i++) {
            store.store(Messages.batch(50));
            assertThat(way()).as("clean batch %d", i).isEqualTo("INSERT");
        }
        store.store(Messages.batch(50));
        assertThat(way()).isEqualTo("COPY");
        store.store(repeating(50));
        assertThat(way()).as("and so on").isEqualTo("INSERT");
        assertThat(failedTransactions()).isEqualTo(2);
    }

    @Test
    void shouldLeaveNothingInTheSession() throws StoreException, SQLException {
        useOneConnection();
        for (int i = 0; i < 10; i++) { // the driver keeps a statement that it has seen five times
            store.store(repeating(50));
        }
        assertThat(way()).isEqualTo("INSERT");
        assertThat(table.ask("SELECT relname FROM pg_class WHERE relpersistence = 't'"))
                .isEmpty();
        try (var connection = database.forWriting();
                var statement = connection.sql().createStatement();
                var row = statement.executeQuery(
                        "SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE 'INSERT%'")) {
            row.next();
            assertThat(row.getInt(1)).as("prepared statements").isZero();
        }
    }

    @Test
    void shouldShareTheDecisionAmongWriters() throws StoreException {
        store.store(repeating(50));
        List<CompletableFuture<Integer>> writers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            writers.add(CompletableFuture.supplyAsync(() -> unchecked(repeating(200))));
        }
        assertThat(writers)
                .allSatisfy(duplicates -> assertThat(duplicates.join()).isEqualTo(1));
        assertThat(failedTransactions()).isEqualTo(1);
    }

    @Test
    void shouldNeitherDeadlockNorLoseARowWhenWritersMergeTheSameRowsInOppositeOrders() throws StoreException {
        for (int round = 0; round < 10; round++) {
            store.store(repeating(50)); // both ways are merges then
            List<AnalyzedMessage> forth = Messages.batch(400);
            List<AnalyzedMessage> back = new ArrayList<>(forth);
            Collections.reverse(back);
            CompletableFuture<Integer> other = CompletableFuture.supplyAsync(() -> unchecked(back));
            int duplicates = unchecked(forth);
            assertThat(duplicates + other.join()).isEqualTo(400);
        }
        assertThat(table.count()).isEqualTo(20 + 10 * (49 + 400));
        assertThat(failedTransactions()).as("the first COPY, and no deadlock").isEqualTo(1);
    }

    private int unchecked(List<AnalyzedMessage> batch) {
        try {
            return store.store(batch);
        } catch (StoreException e) {
            throw new CompletionException(e);
        }
    }
}
