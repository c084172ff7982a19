package dev.chatanalytics.persistence.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.chatanalytics.engine.runtime.TimerWheel;
import dev.chatanalytics.persistence.testing.TestDatabase;
import dev.chatanalytics.persistence.testing.TestServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MessageReaderIT {

    private static TestDatabase table;

    private TimerWheel timers;
    private Database database;

    @BeforeAll
    static void migrate() throws SQLException {
        table = TestServer.shared().newDatabase().migrate();
        try (Connection connection = table.connect()) {
            Partitions.makeAround(connection, Instant.parse("2026-11-23T08:00:00Z"), Duration.ofDays(7));
        }
    }

    @BeforeEach
    void open() {
        table.run("TRUNCATE messages");
        timers = new TimerWheel("timer-test");
        database = new Database(table.options(), timers);
    }

    @AfterEach
    void close() {
        database.close();
        timers.close();
    }

    /** Rows with the ids {@code prefix-from} to {@code prefix-to}, one by one, over two partitions. */
    private void insert(String bot, String prefix, int from, int to) {
        table.run(insertion(bot, prefix, from, to));
    }

    private static String insertion(String bot, String prefix, int from, int to) {
        return "INSERT INTO messages (message_id, bot_id, text, sent_at, received_at, nlp_status)"
                + " SELECT '" + prefix + "-' || i, '" + bot + "', 'text', timestamptz '2026-11-25T00:00:00Z'"
                + " + (i % 2) * interval '7 days' + i * interval '1 s', now(), 'failed'"
                + " FROM generate_series(" + from + ", " + to + ") AS i";
    }

    private static List<String> ids(List<StoredMessage> rows) {
        return rows.stream().map(StoredMessage::messageId).toList();
    }

    @Test
    void shouldGiveTheNewestRowsInTheOrderOfStoring() throws SQLException {
        insert("bot", "a", 1, 50);
        try (MessageReader reader = new MessageReader(database, null)) {
            assertThat(ids(reader.newest(3))).containsExactly("a-48", "a-49", "a-50");
        }
    }

    @Test
    void shouldGiveOneBotsRows() throws SQLException {
        insert("bot-a", "a", 1, 5);
        insert("bot-b", "b", 1, 5);
        try (MessageReader reader = new MessageReader(database, "bot-a")) {
            assertThat(ids(reader.newest(10))).containsExactly("a-1", "a-2", "a-3", "a-4", "a-5");
            insert("bot-b", "b", 6, 6);
            insert("bot-a", "a", 6, 6);
            assertThat(ids(reader.next(10))).containsExactly("a-6");
        }
    }

    @Test
    void shouldGiveEachNewRowOnce() throws SQLException {
        insert("bot", "a", 1, 50);
        try (MessageReader reader = new MessageReader(database, null)) {
            reader.newest(3);
            assertThat(reader.next(100)).as("what is older is no news").isEmpty();
            insert("bot", "b", 1, 3);
            assertThat(ids(reader.next(100))).containsExactly("b-1", "b-2", "b-3");
            assertThat(reader.next(100)).isEmpty();
            insert("bot", "c", 1, 9);
            assertThat(ids(reader.next(2))).as("the newest of them").containsExactly("c-8", "c-9");
        }
    }

    @Test
    void shouldBeginWithAnEmptyTable() throws SQLException {
        try (MessageReader reader = new MessageReader(database, null)) {
            assertThat(reader.newest(5)).isEmpty();
            assertThat(reader.next(5)).isEmpty();
            insert("bot", "a", 1, 2);
            assertThat(ids(reader.next(5))).containsExactly("a-1", "a-2");
        }
    }

    @Test
    void shouldNotMissARowThatWasCommittedAfterNewerOnes() throws SQLException {
        try (MessageReader reader = new MessageReader(database, null);
                Connection slow = table.connect()) {
            slow.setAutoCommit(false);
            slow.createStatement().execute(insertion("bot", "slow", 1, 1));
            slow.createStatement().execute("UPDATE messages SET stored_at = '2026-11-25T00:00:00Z'");
            insert("bot", "fast", 1, 1);
            // One second later, however long it took: the reader looks back for two. It does not see the slow one yet.
            table.run("UPDATE messages SET stored_at = '2026-11-25T00:00:01Z'");
            assertThat(ids(reader.newest(5))).containsExactly("fast-1");
            slow.commit();
            assertThat(ids(reader.next(5))).containsExactly("slow-1");
        }
    }

    @Test
    void shouldGoOnAfterItsConnectionWasLost() throws SQLException {
        insert("bot", "a", 1, 2);
        try (MessageReader reader = new MessageReader(database, null)) {
            reader.newest(5);
            table.run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    + " WHERE datname = current_database() AND pid <> pg_backend_pid()");
            assertThat(catchThrowable(() -> reader.next(5))).isInstanceOf(SQLException.class);
            insert("bot", "b", 1, 1);
            assertThat(ids(reader.next(5))).containsExactly("b-1");
        }
    }
}
