package dev.chatanalytics.persistence.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.chatanalytics.engine.message.AnalyzedMessage;
import dev.chatanalytics.engine.message.Message;
import dev.chatanalytics.engine.message.NlpAnalysis;
import dev.chatanalytics.engine.message.NlpStatus;
import dev.chatanalytics.engine.port.StoreException;
import dev.chatanalytics.persistence.database.Partitions;
import dev.chatanalytics.persistence.database.SqlStates;
import dev.chatanalytics.persistence.testing.Messages;
import dev.chatanalytics.persistence.testing.TestDatabase;
import dev.chatanalytics.persistence.testing.TestServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGConnection;

/** What a merge stores is what a COPY stores, to the last bit, and so are its refusals. */
class MergeIT {

    private static final String ALL_BUT_ID = "SELECT concat_ws('|', quote_nullable(user_id), quote_nullable(text),"
            + " extract(epoch FROM sent_at), extract(epoch FROM received_at), nlp_status, quote_nullable(language),"
            + " quote_nullable(sentiment), quote_nullable(encode(float4send(sentiment_score), 'hex')),"
            + " quote_nullable(nlp::text)) FROM messages WHERE bot_id = ";

    private static TestDatabase table;

    private final Merge merge = new Merge();
    private final Copy copy = new Copy();
    private Connection connection;

    @BeforeAll
    static void migrate() {
        table = TestServer.shared().newDatabase().migrate().makePartitions();
    }

    @BeforeEach
    void connect() throws SQLException {
        table.run("TRUNCATE messages");
        connection = table.connect();
    }

    @AfterEach
    void disconnect() throws SQLException {
        connection.close();
    }

    private int merge(AnalyzedMessage... rows) throws SQLException, StoreException {
        return merge.into(connection, List.of(rows));
    }

    private static AnalyzedMessage row(String bot, String user, String text, long micros, NlpAnalysis analysis) {
        return new AnalyzedMessage(new Message("id", bot, user, text, micros, micros), analysis);
    }

    private static NlpAnalysis scored(Float score) {
        return new NlpAnalysis(NlpStatus.OK, "", null, score, "{\"a\":[1,2.50,null,{\"\\u00e9\":\"😀\"}],\"b\":1e3}");
    }

    static List<AnalyzedMessage> edges() {
        List<AnalyzedMessage> rows = new ArrayList<>();
        for (String moment : List.of(
                "0001-01-01T00:00:00Z",
                "0001-12-31T23:59:59.999999Z",
                "1969-12-31T23:59:59.999999Z",
                "1970-01-01T00:00:00Z",
                "1999-12-31T23:59:59.999999Z",
                "2000-01-01T00:00:00.000001Z",
                "2026-11-23T08:00:00.123457Z",
                "9999-12-19T23:59:59.999999Z")) {
            rows.add(row("bot", "user", moment, Messages.micros(Instant.parse(moment)), scored(0.1f)));
        }
        for (Float score : Arrays.asList(
                0f,
                -0f,
                Float.MIN_VALUE,
                Float.MIN_NORMAL,
                Math.nextUp(1f),
                Float.MAX_VALUE,
                -Float.MAX_VALUE,
                Float.NaN,
                Float.POSITIVE_INFINITY,
                Float.NEGATIVE_INFINITY,
                null)) {
            rows.add(row("bot", "user", "score", Messages.NOW, scored(score)));
        }
        rows.add(row("bot", null, "NULL", Messages.NOW, NlpAnalysis.SKIPPED));
        rows.add(row("bot", "", "null", Messages.NOW, NlpAnalysis.FAILED));
        rows.add(row("bot", "{}", "{\"a\",NULL,\\\\}", Messages.NOW, scored(1f)));
        rows.add(row("bot", "😀".repeat(64), "😀".repeat(4_096), Messages.NOW, scored(1f)));
        rows.add(
                row("bot", "u", "\u0001\t\n\r\\ \ufeff\uffff\u0080\u07ff\u0800\ud7ff\ue000", Messages.NOW, scored(1f)));
        rows.add(row("bot", "u", "empty", Messages.NOW, new NlpAnalysis(NlpStatus.OK, "", "", 1f, "{}")));
        rows.add(row("bot", "u", "null", Messages.NOW, new NlpAnalysis(NlpStatus.OK, null, null, null, "null")));
        return rows;
    }

    @ParameterizedTest
    @MethodSource("edges")
    void shouldStoreWhatCopyStores(AnalyzedMessage row) throws Exception {
        Partitions.makeFor(connection, List.of(row), TestServer.PATIENT);
        Message message = row.message();
        Message copied = new Message(
                "id", "copied", message.userId(), message.text(), message.sentAtMicros(), message.receivedAtMicros());
        copy.into(
                "messages",
                connection.unwrap(PGConnection.class),
                List.of(new AnalyzedMessage(copied, row.analysis())));
        assertThat(merge(row)).isEqualTo(1);
        assertThat(table.ask(ALL_BUT_ID + "'bot'")).hasSize(1).isEqualTo(table.ask(ALL_BUT_ID + "'copied'"));
        assertThat(table.ask("SELECT (extract(epoch FROM sent_at) * 1000000)::bigint FROM messages"))
                .containsOnly(Long.toString(message.sentAtMicros()));
        assertThat(table.ask("SELECT text FROM messages")).containsOnly(message.text());
    }

    @Test
    void shouldMergeABatchOfAllEdgesAtOnce() throws Exception {
        List<AnalyzedMessage> batch = new ArrayList<>();
        for (AnalyzedMessage edge : edges()) {
            Message m = edge.message();
            batch.add(new AnalyzedMessage(
                    new Message(
                            "id-" + batch.size(), "bot", m.userId(), m.text(), m.sentAtMicros(), m.receivedAtMicros()),
                    edge.analysis()));
        }
        Partitions.makeFor(connection, batch, TestServer.PATIENT);
        assertThat(merge.into(connection, batch)).isEqualTo(batch.size());
        assertThat(table.ask("SELECT text FROM messages"))
                .containsExactlyInAnyOrderElementsOf(
                        batch.stream().map(edge -> edge.message().text()).toList());
        assertThat(merge.into(connection, batch)).isZero();
    }

    @Test
    void shouldTellEachRowByItsWholeKey() throws Exception {
        AnalyzedMessage row = Messages.message("id", "first", Messages.NOW);
        AnalyzedMessage sameKey = Messages.message("id", "second", Messages.NOW);
        AnalyzedMessage aMicrosecondLater = Messages.message("id", "third", Messages.NOW + 1);
        AnalyzedMessage otherId = Messages.message("Id", "fourth", Messages.NOW);
        assertThat(merge(row, sameKey, aMicrosecondLater, otherId)).isEqualTo(3);
        assertThat(table.ask("SELECT text FROM messages ORDER BY text")).containsExactly("first", "fourth", "third");
    }

    @Test
    void shouldLetTheFirstOfTheBatchWinAmongMany() throws Exception {
        List<AnalyzedMessage> batch = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            batch.add(Messages.message("id-" + i % 100, "place " + i, Messages.NOW));
        }
        assertThat(merge.into(connection, batch)).isEqualTo(100);
        assertThat(table.ask("SELECT count(*) FROM messages WHERE text = 'place ' || substr(message_id, 4)"))
                .containsExactly("100");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nul: \0", "lone \ud800 high", "lone \udc00 low"})
    void shouldRefuseAsCopyDoesWhatIsNoText(String text) {
        List<AnalyzedMessage> batch = List.of(Messages.message("fine"), Messages.message(text));
        assertSameRefusal(batch);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":\"\\u0000\"}", "{\"a\":\"\\ud800\"}", "{", "", "\ud800"})
    void shouldRefuseAsCopyDoesWhatIsNoJsonb(String json) {
        assertSameRefusal(List.of(Messages.analyzed(new NlpAnalysis(NlpStatus.OK, null, null, null, json))));
    }

    @Test
    void shouldRefuseAsCopyDoesWhatIsTooDeep() {
        String json = "[".repeat(100_000) + "]".repeat(100_000);
        assertSameRefusal(List.of(Messages.analyzed(new NlpAnalysis(NlpStatus.OK, null, null, null, json))));
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, Long.MAX_VALUE, 300_000L * 366 * 24 * 3600 * 1_000_000, -1L << 56})
    void shouldRefuseAsCopyDoesWhatIsOutsideOfTheCalendar(long micros) {
        assertSameRefusal(List.of(Messages.message("moment", "text", micros)));
    }

    @Test
    void shouldRefuseAsCopyDoesWhatMustNotBeNull() {
        assertSameRefusal(List.of(Messages.message(null, "text", Messages.NOW)));
        assertSameRefusal(List.of(Messages.message("id", null, Messages.NOW)));
    }

    private void assertSameRefusal(List<AnalyzedMessage> batch) {
        Throwable byCopy = catchThrowable(() -> copy.into("messages", connection.unwrap(PGConnection.class), batch));
        Throwable byMerge = catchThrowable(() -> merge.into(connection, batch));
        assertThat(byMerge).isNotNull().hasSameClassAs(byCopy);
        if (byMerge instanceof SQLException e) {
            assertThat(SqlStates.kind(e)).isEqualTo(StoreException.Kind.POISON);
            assertThat(e.getSQLState()).isEqualTo(((SQLException) byCopy).getSQLState());
        } else {
            assertThat(((StoreException) byMerge).kind()).isEqualTo(StoreException.Kind.POISON);
            assertThat(byMerge).hasMessage(byCopy.getMessage());
        }
        assertThat(table.count()).as("nothing of it is stored").isZero();
        assertThatCode(() -> merge(Messages.message("afterwards")))
                .as("the connection is of use")
                .doesNotThrowAnyException();
        table.run("TRUNCATE messages");
    }
}
