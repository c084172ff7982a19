package dev.chatanalytics.persistence.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatanalytics.engine.admission.ByteBudget;
import dev.chatanalytics.engine.message.AnalyzedMessage;
import dev.chatanalytics.engine.port.DeadLetters.Kind;
import dev.chatanalytics.engine.port.StoreException;
import dev.chatanalytics.persistence.testing.Messages;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileReplayTest {

    @TempDir
    private Path dir;

    private final ScriptedStore store = new ScriptedStore();
    private final PacedStore paced = new PacedStore(store);
    private final ByteBudget bytes = new ByteBudget(1 << 24);
    private FileDeadLetters letters;

    @BeforeEach
    void open() throws IOException {
        letters = FileDeadLetters.open(new DeadLetterOptions(dir, 1 << 24));
    }

    @AfterEach
    void close() throws IOException {
        letters.close();
    }

    private FileReplay replayOldest() throws IOException {
        return new FileReplay(letters, letters.oldestWaiting(), paced, bytes);
    }

    @Test
    void shouldGoOnWhereAnEarlierReplayOfTheFileCameTo() throws Exception {
        List<AnalyzedMessage> batch = Messages.batch(120);
        letters.keep(Kind.WAITING, batch, "away", 2);
        try (FileReplay first = replayOldest()) {
            assertThat(first.step()).isEqualTo(50);
            store.away(true);
            assertThatThrownBy(first::step).isInstanceOf(StoreException.class);
        }
        assertThat(letters.pending()).isEqualTo(70);

        store.away(false);
        try (FileReplay second = replayOldest()) {
            while (second.step() > 0) {
                assertThat(letters.pending()).isLessThan(70);
            }
        }
        assertThat(store.rows()).isEqualTo(batch);
        assertThat(store.duplicates()).isZero();
        assertThat(letters.oldestWaiting()).isNull();
    }

    @Test
    void shouldPutAsideEveryBadLineThoughTheReplayWasInterruptedAfterOne() throws Exception {
        letters.keep(Kind.WAITING, Messages.batch(120), "away", 2);
        letters.close();
        Path file = dir.resolve("waiting").resolve("000000000001.jsonl");
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        lines.add(110, "late");
        lines.add(10, "early");
        Files.write(file, lines, StandardCharsets.UTF_8);
        open();
        try (FileReplay first = replayOldest()) {
            first.step();
        }
        try (FileReplay second = replayOldest()) {
            while (second.step() > 0) {
                assertThat(dir.resolve("bad")).isEmptyDirectory();
            }
        }
        assertThat(dir.resolve("bad").resolve("waiting-000000000001.jsonl")).hasContent("early\nlate");
        assertThat(store.rows()).hasSize(120);
        assertThat(store.duplicates()).isZero();
    }

    @Test
    void shouldKeepBadLinesOfEarlierRunsWhoseFilesHadTheSameName() throws Exception {
        for (int run = 1; run <= 3; run++) {
            letters.keep(Kind.WAITING, Messages.batch(2), "away", 2);
            letters.close();
            Files.writeString(
                    dir.resolve("waiting/000000000001.jsonl"), "bad of run " + run + "\n", StandardOpenOption.APPEND);
            open();
            replayTwice();
            letters.close();
            open();
        }
        Path bad = dir.resolve("bad");
        assertThat(bad.resolve("waiting-000000000001.jsonl")).hasContent("bad of run 1");
        assertThat(bad.resolve("waiting-000000000001-2.jsonl")).hasContent("bad of run 2");
        assertThat(bad.resolve("waiting-000000000001-3.jsonl")).hasContent("bad of run 3");
        assertThat(bad).isDirectoryNotContaining("glob:**-4.jsonl");
    }

    /** As when the file could not be deleted the first time: its bad lines are put aside once. */
    private void replayTwice() throws Exception {
        Segment segment = letters.oldestWaiting();
        letters.putAside(segment, List.of("part of them".getBytes(StandardCharsets.UTF_8)));
        try (FileReplay replay = new FileReplay(letters, segment, paced, bytes)) {
            while (replay.step() > 0) {
                assertThat(segment.path()).exists();
            }
        }
        assertThat(segment.path()).doesNotExist();
    }

    @Test
    void shouldChargeForTheLettersThatItHoldsAndGiveThemBackOnce() throws Exception {
        letters.keep(Kind.WAITING, Messages.batch(120), "away", 2);
        try (FileReplay replay = replayOldest()) {
            assertThat(bytes.used()).as("nothing read").isZero();
            replay.step();
            long left = bytes.used();
            assertThat(left).as("70 letters").isGreaterThan(70 * 500);
            store.away(true);
            assertThatThrownBy(replay::step).isInstanceOf(StoreException.class);
            assertThat(bytes.used()).as("it is to be tried again").isEqualTo(left);
        }
        assertThat(bytes.used()).as("dropped").isZero();

        store.away(false);
        try (FileReplay replay = replayOldest()) {
            while (replay.step() > 0) {
                assertThat(bytes.used()).isNotNegative();
            }
            assertThat(bytes.used()).as("settled").isZero();
        }
        assertThat(bytes.used()).isZero();
    }

    @Test
    void shouldBringTheFilesBackInOrder() throws IOException {
        for (int i = 0; i < 3; i++) {
            letters.keep(Kind.WAITING, Messages.batch(1), "away", 2);
            letters.segments(Kind.WAITING);
        }
        Segment oldest = letters.oldestWaiting();
        letters.postpone(oldest);
        assertThat(letters.segments(Kind.WAITING)).hasSize(3).last().isSameAs(oldest);
        letters.inOrder();
        assertThat(letters.oldestWaiting()).isSameAs(oldest);
    }
}
