package dev.chatanalytics.persistence.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.chatanalytics.engine.admission.ByteBudget;
import dev.chatanalytics.engine.message.AnalyzedMessage;
import dev.chatanalytics.engine.port.DeadLetters.Kind;
import dev.chatanalytics.engine.port.StoreException;
import dev.chatanalytics.engine.runtime.TimerWheel;
import dev.chatanalytics.persistence.copy.CopyMessageStore;
import dev.chatanalytics.persistence.database.Database;
import dev.chatanalytics.persistence.testing.FaultyNetwork;
import dev.chatanalytics.persistence.testing.Messages;
import dev.chatanalytics.persistence.testing.TestDatabase;
import dev.chatanalytics.persistence.testing.TestServer;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server on which the default time of a live write is by far too short for a batch. */
class SlowReplayIT {

    private static final Duration DEFAULT_WRITE_TIMEOUT = Duration.ofMillis(100);
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    private Path dir;

    private final TestDatabase table =
            TestServer.shared().newDatabase().migrate().makePartitions();
    private final TimerWheel timers = new TimerWheel("timer-test");
    private FileDeadLetters letters;

    @BeforeEach
    void open() throws IOException {
        letters = FileDeadLetters.open(new DeadLetterOptions(dir, 1 << 24));
    }

    @AfterEach
    void close() throws IOException {
        letters.close();
        timers.close();
    }

    private void eachRowTakes(int millis) {
        table.run("CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS"
                + " 'BEGIN PERFORM pg_sleep(" + millis + " / 1000.0); RETURN NEW; END';"
                + "CREATE TRIGGER slow BEFORE INSERT ON messages FOR EACH ROW EXECUTE FUNCTION slow()");
    }

    private DeadLetterReplayer replayer(Database database) {
        return new DeadLetterReplayer(
                letters, new CopyMessageStore(database), new ByteBudget(1 << 24), database::close);
    }

    private void awaitAllStored(long rows) {
        await("replayed").atMost(LIMIT).until(() -> letters.pending() == 0);
        assertThat(table.count()).isEqualTo(rows);
    }

    /** Each letter once. They are counted a moment after they are no longer pending. */
    private static void awaitReplayed(DeadLetterReplayer replayer, long letters) {
        await("counted").until(replayer::replayed, replayed -> replayed == letters);
    }

    @Test
    void shouldTakeTheTimeThatLiveWritesDoNotHave() throws Exception {
        eachRowTakes(10);
        List<AnalyzedMessage> batch = Messages.batch(60);
        letters.keep(Kind.WAITING, batch, "away", 2);
        try (Database live = new Database(table.options(DEFAULT_WRITE_TIMEOUT), timers);
                Database patient = Database.patient(table.options(DEFAULT_WRITE_TIMEOUT), timers);
                DeadLetterReplayer replayer = replayer(patient)) {
            assertThatThrownBy(() -> new CopyMessageStore(live).store(batch)).isInstanceOf(StoreException.class);
            replayer.start();
            awaitAllStored(60);
            awaitReplayed(replayer, 60);
        }
    }

    @Test
    void shouldFinishRowByRowWithTheTimeOfALiveWriteThoughTheDatabaseDiesAndARowIsPoison() throws Exception {
        eachRowTakes(20);
        List<AnalyzedMessage> batch = new ArrayList<>(Messages.batch(60));
        batch.add(45, Messages.message(Messages.POISON_TEXT));
        letters.keep(Kind.WAITING, batch, "away", 2);
        try (FaultyNetwork network = new FaultyNetwork(table.server().port());
                Database database = new Database(table.optionsAt(network.port(), DEFAULT_WRITE_TIMEOUT), timers);
                DeadLetterReplayer replayer = replayer(database)) {
            replayer.start();
            await("the middle of the file").atMost(LIMIT).until(() -> replayer.replayed() > 10);
            network.blackHole(true);
            network.resetAll();
            long before = letters.pending();
            network.blackHole(false);
            assertThat(letters.pending()).as("progress is kept").isLessThanOrEqualTo(before);
            awaitAllStored(60);
            assertThat(letters.poison()).isEqualTo(1);
            awaitReplayed(replayer, 61);
        }
    }

    @Test
    void shouldFinishInTheNextRunWhatOneLeftInTheMiddleOfAFile() throws Exception {
        eachRowTakes(5);
        letters.keep(Kind.WAITING, Messages.batch(300), "away", 2);
        try (Database patient = Database.patient(table.options(DEFAULT_WRITE_TIMEOUT), timers)) {
            try (DeadLetterReplayer first = replayer(patient)) {
                first.start();
                await("the middle of the file").atMost(LIMIT).until(() -> first.replayed() > 0);
            }
        }
        letters.close();
        open();
        assertThat(letters.pending()).isEqualTo(300);
        table.run("DROP TRIGGER slow ON messages");
        try (Database patient = Database.patient(table.options(DEFAULT_WRITE_TIMEOUT), timers);
                DeadLetterReplayer second = replayer(patient)) {
            second.start();
            awaitAllStored(300);
        }
    }

    @Test
    void shouldWaitForALockAndBeCutOffFromItWhenItIsClosed() throws Exception {
        letters.keep(Kind.WAITING, Messages.batch(100), "away", 2);
        try (Connection other = table.connect();
                Statement lock = other.createStatement()) {
            other.setAutoCommit(false);
            lock.execute("LOCK TABLE messages IN ACCESS EXCLUSIVE MODE");
            try (Database patient = Database.patient(table.options(DEFAULT_WRITE_TIMEOUT), timers);
                    DeadLetterReplayer cutOff = replayer(patient)) {
                cutOff.start();
                awaitLocked();
            }
            assertThat(letters.pending()).isEqualTo(100);
            try (Database patient = Database.patient(table.options(DEFAULT_WRITE_TIMEOUT), timers);
                    DeadLetterReplayer replayer = replayer(patient)) {
                replayer.start();
                awaitLocked();
                other.rollback();
                awaitAllStored(100);
            }
        }
    }

    /** For longer than a live write would wait. */
    private void awaitLocked() {
        await("a write that waits")
                .atMost(LIMIT)
                .until(() -> !table.ask("SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
                                + " AND query LIKE 'COPY%' AND clock_timestamp() - query_start > interval '200 ms'")
                        .isEmpty());
    }
}
