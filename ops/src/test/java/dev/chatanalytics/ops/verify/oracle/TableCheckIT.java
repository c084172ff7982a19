package dev.chatanalytics.ops.verify.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatanalytics.engine.runtime.TimerWheel;
import dev.chatanalytics.ops.demo.EmbeddedDatabase;
import dev.chatanalytics.ops.verify.ledger.Answer;
import dev.chatanalytics.ops.verify.ledger.Ledger;
import dev.chatanalytics.ops.verify.ledger.Ledger.Reason;
import dev.chatanalytics.ops.verify.traffic.Payload;
import dev.chatanalytics.ops.verify.traffic.Run;
import dev.chatanalytics.ops.verify.traffic.Size;
import dev.chatanalytics.ops.verify.traffic.Traffic;
import dev.chatanalytics.persistence.database.Database;
import dev.chatanalytics.persistence.database.DatabaseOptions;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The oracle must find what is wrong: on a real PostgreSQL, with the service's own schema, each promise is broken. */
class TableCheckIT {

    private static final int MESSAGES = 2_000;

    @TempDir
    static Path dir;

    private static EmbeddedDatabase postgres;

    private final Run run = Run.now(11, 1_000, 10);
    private final Traffic traffic = new Traffic(run);
    private final Ledger ledger = new Ledger();
    private MessagesTable table;
    private long unpromised;
    private long toldNotNow;
    private Withdrawals withdrawals = Withdrawals.HOLD;

    @BeforeAll
    static void start() throws Exception {
        postgres = EmbeddedDatabase.start(dir);
        DatabaseOptions options = new DatabaseOptions(postgres.url(), null, null, 2, Duration.ofSeconds(5));
        try (TimerWheel timers = new TimerWheel("timers");
                Database database = new Database(options, timers)) {
            database.migrate();
        }
        execute("CREATE TABLE messages_any PARTITION OF messages DEFAULT");
    }

    @AfterAll
    static void stop() throws Exception {
        postgres.close();
    }

    /** As after a run in which nothing went wrong; every tenth is answered 429, 503 or not at all. */
    @BeforeEach
    void fill() throws SQLException {
        table = new MessagesTable(postgres.url(), null, null);
        execute("TRUNCATE messages");
        for (int number = 0; number < MESSAGES; number++) {
            ledger.sent(number, Reason.FIRST, Size.USUAL);
            ledger.status(number, status(number));
        }
        insert(IntStream.range(0, MESSAGES)
                .filter(number -> status(number) == 202)
                .toArray());
        execute("INSERT INTO messages VALUES ('other', 'bot', null, 'of somebody else', now(), now(), now(), 'ok')");
    }

    private int status(int number) {
        return traffic.isInvalid(number) ? 400 : number % 30 == 10 ? 429 : number % 30 == 20 ? 503 : 202;
    }

    @Test
    void shouldFindNothingWhenEveryPromiseHeld() throws SQLException {
        Findings findings = check();

        assertThat(findings.none()).as(() -> String.join("\n", all(findings))).isTrue();
    }

    @Test
    void shouldCountARowThatWasAnswered503ByAServiceThatWasKilled() throws SQLException {
        withdrawals = Withdrawals.MAY_BE_LOST;
        insert(first(503));

        assertThat(check().none()).isTrue();
        assertThat(unpromised).isEqualTo(1);
        assertThat(toldNotNow).isEqualTo(1);
    }

    @Test
    void shouldFindARowThatWasOnlyEverAnswered503ByAServiceThatWasNeverKilled() throws SQLException {
        insert(first(503));

        Findings findings = check();
        assertThat(findings.examples(Breach.WITHDRAWN_AND_STORED)).containsExactly(run.id(first(503)));
        assertThat(toldNotNow).isEqualTo(1);
    }

    @Test
    void shouldAllowARowThatHadNoAnswerBesidesThe503() throws SQLException {
        ledger.sent(first(503), Reason.RETRY, Size.USUAL);
        ledger.answered(first(503), Answer.UNANSWERED);
        insert(first(503));

        assertThat(check().none()).isTrue();
        assertThat(unpromised).isEqualTo(1);
        assertThat(toldNotNow).isZero();
    }

    @Test
    void shouldCompareAMessageOfTheLargestSizeAsItWasSent() throws SQLException {
        ledger.sent(MESSAGES, Reason.FIRST, Size.LARGEST);
        ledger.status(MESSAGES, 202);
        insert(MESSAGES);

        Findings findings = check();
        assertThat(findings.none()).as(() -> String.join("\n", all(findings))).isTrue();

        execute("UPDATE messages SET text = left(text, -1) WHERE message_id = '" + run.id(MESSAGES) + "'");
        assertThat(check().count(Breach.CHANGED)).isEqualTo(1);
    }

    /** Each is done to the row of one message that was answered 202. */
    private enum Damage {
        DELETED("DELETE FROM messages WHERE message_id = '%s'", Breach.MISSING),
        DOUBLED(
                "INSERT INTO messages SELECT message_id, bot_id, user_id, text, sent_at + interval '1 us', received_at,"
                        + " stored_at, nlp_status FROM messages WHERE message_id = '%s'",
                Breach.TWICE),
        LENGTHENED("UPDATE messages SET text = text || ' ' WHERE message_id = '%s'", Breach.CHANGED),
        OF_ANOTHER_USER("UPDATE messages SET user_id = 'x' WHERE message_id = '%s'", Breach.CHANGED),
        EARLIER("UPDATE messages SET sent_at = sent_at - interval '1 us' WHERE message_id = '%s'", Breach.CHANGED),
        OF_ANOTHER_BOT("UPDATE messages SET bot_id = bot_id || '0' WHERE message_id = '%s'", Breach.CHANGED),
        RENAMED("UPDATE messages SET message_id = 'x' || message_id WHERE message_id = '%s'", Breach.NEVER_SENT),
        NOT_SENT_YET(
                "UPDATE messages SET message_id = left(message_id, -10) || '0000002000' WHERE message_id = '%s'",
                Breach.NEVER_SENT);

        private final String sql;
        private final Breach breach;

        Damage(String sql, Breach breach) {
            this.sql = sql;
            this.breach = breach;
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldFindARowThatIs(Damage damage) throws SQLException {
        execute(damage.sql.formatted(run.id(first(202))));

        Findings findings = check();
        assertThat(findings.count(damage.breach))
                .as(() -> String.join("\n", all(findings)))
                .isEqualTo(1);
        assertThat(findings.examples(damage.breach)).singleElement().asString().contains(run.name());
    }

    @Test
    void shouldFindTheNormalisedText() throws SQLException {
        int number = IntStream.range(0, MESSAGES)
                .filter(n -> status(n) == 202
                        && traffic.payload(n, ledger.size(n)).text().contains("e\u0301"))
                .findFirst()
                .orElseThrow();
        execute("UPDATE messages SET text = normalize(text, NFC) WHERE message_id = '" + run.id(number) + "'");

        assertThat(check().count(Breach.CHANGED)).isEqualTo(1);
    }

    @Test
    void shouldFindARowThatWasOnlyEverRefused() throws SQLException {
        insert(first(429));

        assertThat(check().examples(Breach.REFUSED_AND_STORED)).containsExactly(run.id(first(429)));
    }

    @Test
    void shouldFindAnswersThatAreWrongInThemselves() throws SQLException {
        int invalid = first(400);
        ledger.sent(invalid, Reason.REPEAT, Size.USUAL);
        ledger.status(invalid, 202);
        ledger.sent(first(202), Reason.REPEAT, Size.USUAL);
        ledger.status(first(202), 400);
        ledger.sent(first(503), Reason.RETRY, Size.USUAL);
        ledger.status(first(503), 404);
        ledger.sent(first(429), Reason.RETRY, Size.USUAL);

        Findings findings = check();
        assertThat(findings.examples(Breach.INVALID_ACCEPTED)).containsExactly(run.id(invalid));
        assertThat(findings.examples(Breach.VALID_REFUSED)).containsExactly(run.id(first(202)));
        assertThat(findings.examples(Breach.ODD_ANSWER)).containsExactly(run.id(first(503)) + ": 404");
        assertThat(findings.count(Breach.LEDGER)).isEqualTo(1);
    }

    @Test
    void shouldNameNoMoreThanTwentyButCountAll() throws SQLException {
        execute("DELETE FROM messages WHERE bot_id LIKE 'verify-%'");

        Findings findings = check();
        assertThat(findings.count(Breach.MISSING)).isEqualTo(ledger.promised()).isGreaterThan(1_000);
        assertThat(findings.examples(Breach.MISSING)).hasSize(Findings.EXAMPLES);
    }

    private int first(int status) {
        return IntStream.range(0, MESSAGES)
                .filter(n -> status(n) == status)
                .findFirst()
                .orElseThrow();
    }

    private Findings check() throws SQLException {
        Findings findings = new Findings();
        TableCheck check = new TableCheck(traffic, ledger, findings, withdrawals);
        table.read(run, check::row);
        check.end();
        assertThat(check.rows()).isEqualTo(table.count(run));
        unpromised = check.unpromised();
        toldNotNow = check.toldNotNow();
        return findings;
    }

    private static List<String> all(Findings findings) {
        return Arrays.stream(Breach.values())
                .flatMap(b -> findings.examples(b).stream())
                .toList();
    }

    private void insert(int... numbers) throws SQLException {
        try (Connection connection = DriverManager.getConnection(postgres.url());
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO messages (message_id, bot_id, user_id, text, sent_at, received_at, nlp_status)"
                                + " VALUES (?, ?, ?, ?, 'epoch'::timestamptz + ? * interval '1 us', now(), 'ok')")) {
            for (int number : numbers) {
                Payload payload = traffic.payload(number, ledger.size(number));
                insert.setString(1, payload.messageId());
                insert.setString(2, payload.botId());
                insert.setString(3, payload.userId());
                insert.setString(4, payload.text());
                insert.setLong(5, payload.sentAtMicros());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(postgres.url());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
