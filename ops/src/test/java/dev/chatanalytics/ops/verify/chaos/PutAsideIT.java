package dev.chatanalytics.ops.verify.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.chatanalytics.engine.message.AnalyzedMessage;
import dev.chatanalytics.engine.message.Message;
import dev.chatanalytics.engine.message.NlpAnalysis;
import dev.chatanalytics.engine.message.NlpStatus;
import dev.chatanalytics.engine.port.DeadLetters.Kind;
import dev.chatanalytics.engine.runtime.TimerWheel;
import dev.chatanalytics.persistence.database.Database;
import dev.chatanalytics.persistence.database.DatabaseOptions;
import dev.chatanalytics.persistence.database.PartitionMaker;
import dev.chatanalytics.persistence.deadletter.DeadLetterOptions;
import dev.chatanalytics.persistence.deadletter.FileDeadLetters;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A week of the service's own table, taken out and put back, and letters that say why they were put aside. */
class PutAsideIT {

    private static final LocalDate TODAY = LocalDate.now(ZoneOffset.UTC);
    private static final String THIS_WEEK = WeekPartition.name(TODAY);
    private static final String LAST_WEEK = WeekPartition.name(TODAY.minusWeeks(1));

    @TempDir
    Path dir;

    private ChaosDatabase postgres;
    private FileDeadLetters letters;

    @BeforeEach
    void start() throws Exception {
        postgres = ChaosDatabase.start(dir);
        DatabaseOptions options = new DatabaseOptions(postgres.url(), null, null, 2, Duration.ofSeconds(5));
        try (TimerWheel timers = new TimerWheel("timers");
                Database database = new Database(options, timers)) {
            database.migrate();
            assertThat(new PartitionMaker(database, Duration.ofDays(21)).makeNow())
                    .isTrue();
        }
        letters = FileDeadLetters.open(new DeadLetterOptions(dir.resolve("letters"), 1 << 20));
    }

    @AfterEach
    void stop() throws Exception {
        letters.close();
        postgres.close();
    }

    private List<String> ask(String sql) throws Exception {
        try (Connection connection = postgres.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (row.next()) {
                rows.add(row.getString(1));
            }
            return rows;
        }
    }

    private List<String> weeks() throws Exception {
        return ask("SELECT inhrelid::regclass::text || pg_get_expr(relpartbound, oid) FROM pg_inherits"
                + " JOIN pg_class ON oid = inhrelid WHERE inhparent = 'messages'::regclass ORDER BY 1");
    }

    private void putAside(String id, Instant sentAt, String reason) throws IOException {
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, sentAt);
        Message message = new Message(id, "bot", null, "\"sent_at\":\"never\"", micros, micros);
        NlpAnalysis analysis = new NlpAnalysis(NlpStatus.FAILED, null, null, null, null);
        letters.keep(Kind.POISON, List.of(new AnalyzedMessage(message, analysis)), reason, 1);
    }

    @Test
    void shouldTakeOutOneWeekAfterTheOtherAndPutItBack() throws Exception {
        List<String> before = weeks();
        List<String> notes = new ArrayList<>();
        for (long salt = 0; salt < 8; salt++) {
            notes.add(new AdministratorFaults(postgres)
                    .detachWeek(
                            Duration.ZERO,
                            length -> {
                                assertThatOneIsMissing(before);
                                return false;
                            },
                            new Random(salt * 1_000_003)));
        }
        assertThat(notes).contains(LAST_WEEK, THIS_WEEK + ", the current one");
        assertThat(weeks()).isEqualTo(before);
    }

    private void assertThatOneIsMissing(List<String> before) {
        try {
            assertThat(weeks()).hasSize(before.size() - 1);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void shouldTryAgainWhileSomebodyHoldsTheTable() throws Exception {
        List<String> before = weeks();
        Set<String> tries = new HashSet<>();
        try (Connection other = postgres.connect();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("LOCK TABLE messages IN ROW EXCLUSIVE MODE");
            CompletableFuture<String> fault = CompletableFuture.supplyAsync(this::detach);

            await("several tries").until(() -> {
                tries.addAll(ask("SELECT query_start FROM pg_stat_activity WHERE wait_event_type = 'Lock'"));
                return tries.size() > 2;
            });
            other.commit();

            assertThat(fault.get(10, TimeUnit.SECONDS)).startsWith("messages_");
        }
        assertThat(weeks()).isEqualTo(before);
    }

    private String detach() {
        try {
            return new AdministratorFaults(postgres).detachWeek(Duration.ZERO, length -> false, new Random(1));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void shouldReplayWhatIsOfADetachedWeekAndNothingElse() throws Exception {
        Instant now = Instant.now();
        Instant weekAgo = now.minus(Duration.ofDays(7));
        putAside("late", weekAgo, "no partition " + LAST_WEEK + ": not attached");
        putAside("current", now, "no partition " + THIS_WEEK + ": not attached");
        putAside("neighbour", now, "no partition " + LAST_WEEK + ": not attached");
        putAside("refused", weekAgo, "value too long");

        PutAside putAside = new PutAside(dir.resolve("letters"), dir.resolve("own"));

        assertThat(putAside.replay(postgres.url())).isEqualTo(2);
        assertThat(ask("SELECT message_id FROM messages ORDER BY 1")).containsExactly("current", "late");
        assertThat(letters.poison()).as("the service's own are left").isEqualTo(4);
    }
}
