package dev.chatanalytics.persistence.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.chatanalytics.engine.message.AnalyzedMessage;
import dev.chatanalytics.engine.message.Message;
import dev.chatanalytics.engine.message.NlpAnalysis;
import dev.chatanalytics.engine.message.NlpStatus;
import dev.chatanalytics.engine.port.MessageStore;
import dev.chatanalytics.engine.port.StoreException;
import dev.chatanalytics.engine.port.StoreException.Kind;
import dev.chatanalytics.engine.runtime.TimerWheel;
import dev.chatanalytics.engine.store.BatchSplitter;
import dev.chatanalytics.persistence.database.Database;
import dev.chatanalytics.persistence.database.MessageReader;
import dev.chatanalytics.persistence.database.StoredMessage;
import dev.chatanalytics.persistence.testing.Messages;
import dev.chatanalytics.persistence.testing.TestDatabase;
import dev.chatanalytics.persistence.testing.TestServer;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract, and what only PostgreSQL does. No partition is made before it is needed. */
class CopyMessageStoreIT extends MessageStoreContract {

    private static TestDatabase table;
    private static TimerWheel timers;
    private static Database database;
    private static CopyMessageStore store;

    @BeforeAll
    static void open() throws SQLException {
        table = TestServer.shared().newDatabase();
        timers = new TimerWheel("timer-test");
        database = new Database(table.options(), timers);
        database.migrate();
        store = new CopyMessageStore(database);
    }

    @AfterAll
    static void close() {
        database.close();
        timers.close();
    }

    @Override
    MessageStore store() {
        return store;
    }

    @Override
    List<String> stored() {
        return table.ask("SELECT message_id || '=' || text FROM messages");
    }

    private static List<String> textsOf(String messageId) {
        return table.ask("SELECT text FROM messages WHERE message_id = '" + messageId + "'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain ASCII",
                "tab\tnewline\nreturn\r\\backslash\\N\\.",
                "\\N",
                "\\.",
                "quotes \" ' `",
                "é ß ñ (two bytes)",
                "漢字 かな 한글 (three bytes)",
                "😀👩‍👩‍👧‍👦𐍈 (four bytes, joined)",
                "עברית العربية (right to left)",
                "e\u0301 combining, \u200b zero width, \ufeff mark, \u0001 control, \u007f delete, \uffff",
                "\u0080\u07ff\u0800\ud7ff\ue000\ufffd\ud800\udc00\udbff\udfff"
            })
    void shouldKeepEveryTextByteForByte(String text) throws Exception {
        AnalyzedMessage row = Messages.message(text);
        store.store(List.of(row));
        assertThat(textsOf(row.message().messageId())).containsExactly(text);
    }

    @Test
    void shouldKeepEveryColumn() throws Exception {
        Message message = new Message("all-columns", "bot-all", null, "text", Messages.NOW, Messages.NOW + 1);
        NlpAnalysis analysis = new NlpAnalysis(
                NlpStatus.OK, "de", "negative", -0.25f, "{\"a\":[1,2.50,null,{\"\\u00e9\":\"😀\"}],\"b\":1e3}");
        store.store(List.of(new AnalyzedMessage(message, analysis)));
        StoredMessage row = only("bot-all");
        assertThat(row.sentAt()).isEqualTo(Instant.EPOCH.plus(Messages.NOW, ChronoUnit.MICROS));
        assertThat(row.receivedAt()).isEqualTo(row.sentAt().plus(1, ChronoUnit.MICROS));
        assertThat(row.storedAt()).isNotNull();
        assertThat(List.of(row.nlpStatus(), row.language(), row.sentiment(), row.sentimentScore()))
                .containsExactly("ok", "de", "negative", -0.25f);
        assertThat(row.userId()).isNull();
        assertThat(row.nlp()).isEqualTo("{\"a\": [1, 2.50, null, {\"é\": \"😀\"}], \"b\": 1000}");
    }

    @Test
    void shouldKeepRowsWithoutAnalysis() throws Exception {
        Message message = new Message("skipped", "bot-skipped", "", "text", Messages.NOW, Messages.NOW);
        store.store(List.of(new AnalyzedMessage(message, NlpAnalysis.SKIPPED)));
        StoredMessage row = only("bot-skipped");
        assertThat(row.nlpStatus()).isEqualTo("skipped");
        assertThat(row.userId()).isEmpty();
        assertThat(new Object[] {row.language(), row.sentiment(), row.sentimentScore(), row.nlp()})
                .containsOnlyNulls();
    }

    private static StoredMessage only(String botId) throws SQLException {
        try (MessageReader reader = new MessageReader(database, botId)) {
            List<StoredMessage> rows = reader.newest(10);
            assertThat(rows).hasSize(1);
            return rows.get(0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":\"\\u0000\"}", "{\"a\":\"\\ud800\"}", "{", "", "{\"a\":\"\0\"}", "\ud800"})
    void shouldCallAnAnswerThatIsNoJsonbPoison(String json) {
        NlpAnalysis analysis = new NlpAnalysis(NlpStatus.OK, null, null, null, json);
        assertPoison(Messages.analyzed(analysis));
    }

    @Test
    void shouldCallAJsonTooDeepForTheServerPoison() {
        String json = "[".repeat(100_000) + "]".repeat(100_000);
        assertPoison(Messages.analyzed(new NlpAnalysis(NlpStatus.OK, null, null, null, json)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"lone \ud800 high", "lone \udc00 low", "swapped \udc00\ud800", "end \udbff"})
    void shouldCallALoneSurrogatePoison(String text) {
        assertPoison(Messages.message(text));
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, Long.MAX_VALUE, 300_000L * 366 * 24 * 3600 * 1_000_000, -1L << 56})
    void shouldCallAMomentOutsideOfTheCalendarPoison(long micros) {
        assertPoison(Messages.message("moment", "text", micros));
    }

    private static void assertPoison(AnalyzedMessage row) {
        StoreException e = catchThrowableOfType(StoreException.class, () -> store.store(List.of(row)));
        assertThat(e).as("refused").isNotNull();
        assertThat(e.kind()).as(e.getMessage()).isEqualTo(Kind.POISON);
        assertThat(e.getMessage()).doesNotContain("\n").isNotBlank();
    }

    @Test
    void shouldIsolatePoisonFromItsNeighbours() throws Exception {
        List<AnalyzedMessage> batch = new ArrayList<>(Messages.batch(200));
        AnalyzedMessage poison = Messages.message(Messages.POISON_TEXT);
        batch.add(77, poison);
        BatchSplitter.Stored stored = new BatchSplitter(store).store(batch);
        assertThat(stored.poison()).extracting(BatchSplitter.Poison::message).containsExactly(poison);
        assertThat(stored.duplicates()).isZero();
        assertThat(textsOf(batch.get(78).message().messageId())).hasSize(1);
    }

    @Test
    void shouldMakePartitionsThatRowsNeed() throws Exception {
        List<AnalyzedMessage> batch = List.of(
                Messages.message("old-1", "of 2001", Messages.micros(Instant.parse("2001-09-09T01:46:40Z"))),
                Messages.message("old-2", "of 1969", Messages.micros(Instant.parse("1969-12-31T23:59:59.999999Z"))),
                Messages.message("old-3", "of 2999", Messages.micros(Instant.parse("2999-12-31T23:59:59.999999Z"))));
        assertThat(store.store(batch)).isZero();
        assertThat(table.ask("SELECT tableoid::regclass FROM messages WHERE message_id = 'old-1'"))
                .containsExactly("messages_2001_09_03");
        assertThat(table.ask("SELECT tableoid::regclass FROM messages WHERE message_id = 'old-2'"))
                .containsExactly("messages_1969_12_29");
    }

    @Test
    void shouldMakePartitionsForABatchWithDuplicates() throws Exception {
        long then = Messages.micros(Instant.parse("2015-06-01T00:00:00Z"));
        AnalyzedMessage row = Messages.message("both", "first", then);
        assertThat(store.store(List.of(row, row, Messages.message("both-2", "text", then - 1))))
                .isEqualTo(1);
    }

    @Test
    void shouldNotDeadlockWhenWritersBringTheSameRowsInOppositeOrders() throws Exception {
        List<AnalyzedMessage> forth = Messages.batch(500);
        List<AnalyzedMessage> back = new ArrayList<>(forth);
        Collections.reverse(back);
        Thread other = new Thread(() -> storeUnlessDeadlocked(back));
        other.start();
        storeUnlessDeadlocked(forth);
        other.join();
        store.store(forth);
        assertThat(table.ask("SELECT count(*) FROM messages WHERE message_id IN ("
                        + String.join(
                                ",",
                                forth.stream()
                                        .map(m -> "'" + m.message().messageId() + "'")
                                        .toList())
                        + ")"))
                .containsExactly("500");
    }

    private static void storeUnlessDeadlocked(List<AnalyzedMessage> batch) {
        try {
            store.store(batch);
        } catch (StoreException e) {
            assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE);
        }
    }
}
