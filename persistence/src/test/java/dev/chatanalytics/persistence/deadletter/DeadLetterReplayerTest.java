package dev.chatanalytics.persistence.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.chatanalytics.engine.admission.ByteBudget;
import dev.chatanalytics.engine.message.AnalyzedMessage;
import dev.chatanalytics.engine.port.DeadLetters.Kind;
import dev.chatanalytics.persistence.testing.Messages;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeadLetterReplayerTest {

    @TempDir
    private Path dir;

    private final ScriptedStore store = new ScriptedStore();
    private final ByteBudget bytes = new ByteBudget(1 << 20);
    private FileDeadLetters letters;
    private DeadLetterReplayer replayer;

    @BeforeEach
    void open() throws IOException {
        letters = FileDeadLetters.open(new DeadLetterOptions(dir, 1 << 24));
        replayer = new DeadLetterReplayer(letters, store, bytes, store::cutOff);
    }

    @AfterEach
    void close() throws IOException {
        replayer.close();
        letters.close();
        assertThat(bytes.used()).as("given back, however it went").isZero();
    }

    private void awaitNothingPending() {
        await("nothing pending and no file left").until(() -> letters.pending() == 0 && waitingFiles() == 0);
    }

    private long waitingFiles() throws IOException {
        try (var files = Files.list(dir.resolve("waiting"))) {
            return files.count();
        }
    }

    @Test
    void shouldStoreLettersInOrderAndDeleteTheirFiles() throws IOException {
        List<AnalyzedMessage> batch = Messages.batch(500);
        letters.keep(Kind.WAITING, batch.subList(0, 250), "away", 2);
        letters.segments(Kind.WAITING);
        letters.keep(Kind.WAITING, batch.subList(250, 500), "away", 2);
        replayer.start();
        awaitNothingPending();
        assertThat(store.rows()).isEqualTo(batch);
        assertThat(store.largest()).isEqualTo(200);
        assertThat(replayer.replayed()).isEqualTo(500);
        replayer.close(); // it counts the bytes when the last file is deleted already
        assertThat(letters.bytes()).isZero();
    }

    @Test
    void shouldWakeWhenLettersAreKept() throws IOException {
        replayer.start();
        for (int i = 1; i <= 3; i++) {
            letters.keep(Kind.WAITING, Messages.batch(10), "away", 2);
            awaitNothingPending();
            assertThat(store.rows()).hasSize(10 * i);
        }
    }

    @Test
    void shouldGoOnWhenTheStoreIsBack() throws IOException {
        store.away(true);
        replayer.start();
        letters.keep(Kind.WAITING, Messages.batch(300), "away", 2);
        await("a second try").until(() -> store.failures() >= 2);
        assertThat(letters.pending()).isEqualTo(300);
        letters.keep(Kind.WAITING, Messages.batch(5), "away", 2);
        store.away(false);
        awaitNothingPending();
        assertThat(store.rows()).hasSize(305).doesNotHaveDuplicates();
    }

    @Test
    void shouldReadNothingWhileThereIsNoRoomInTheHeap() throws Exception {
        bytes.charge(bytes.capacity());
        letters.keep(Kind.WAITING, Messages.batch(300), "away", 2);
        replayer.start();
        await("waits for room").until(() -> isWaitingForRoom() && letters.pending() == 300);
        assertThat(bytes.used()).as("nothing read").isEqualTo(bytes.capacity());
        assertThat(store.rows()).isEmpty();
        bytes.charge(-bytes.capacity());
        awaitNothingPending();
        assertThat(store.rows()).hasSize(300);
    }

    private static boolean isWaitingForRoom() {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(thread -> thread.getKey().getName().equals("dead-letter-rpl"))
                .anyMatch(thread -> Arrays.stream(thread.getValue())
                        .anyMatch(frame -> frame.getMethodName().equals("pause")));
    }

    @Test
    void shouldEndWhileItWaitsForRoom() throws Exception {
        bytes.charge(bytes.capacity());
        letters.keep(Kind.WAITING, Messages.batch(3), "away", 2);
        replayer.start();
        await("waits for room").until(DeadLetterReplayerTest::isWaitingForRoom);
        replayer.close();
        bytes.charge(-bytes.capacity());
        assertThat(letters.pending()).isEqualTo(3);
    }

    @Test
    void shouldLoseNothingWhenItEndsInTheMiddleOfAFile() throws IOException {
        List<AnalyzedMessage> batch = Messages.batch(450);
        letters.keep(Kind.WAITING, batch, "away", 2);
        store.failAfter(1);
        replayer.start();
        await("the first part").until(() -> store.failures() > 0);
        replayer.close();
        letters.close();
        store.failAfter(Integer.MAX_VALUE);
        open();
        assertThat(letters.pending()).as("the file is whole").isEqualTo(450);
        replayer.start();
        awaitNothingPending();
        assertThat(store.rows()).isEqualTo(batch);
    }

    @Test
    void shouldAskForFewerRowsUntilTheStoreCanTakeThemAndGoOnFromThere() throws IOException {
        List<AnalyzedMessage> batch = Messages.batch(60);
        store.takesAtMost(3);
        letters.keep(Kind.WAITING, batch, "away", 2);
        replayer.start();
        awaitNothingPending();
        assertThat(store.rows()).isEqualTo(batch);
        assertThat(store.duplicates()).as("begun again").isZero();
    }

    @Test
    void shouldCutOffAWriteThatHangsWhenItIsClosed() throws IOException {
        store.hang();
        letters.keep(Kind.WAITING, Messages.batch(3), "away", 2);
        replayer.start();
        replayer.close();
        assertThat(letters.pending()).isEqualTo(3);
    }

    @Test
    void shouldKeepPoisonApartAndStoreItsNeighbours() throws IOException {
        List<AnalyzedMessage> batch = new ArrayList<>(Messages.batch(20));
        batch.add(7, Messages.message(Messages.POISON_TEXT));
        letters.keep(Kind.WAITING, batch, "away", 2);
        replayer.start();
        awaitNothingPending();
        assertThat(store.rows()).hasSize(20);
        assertThat(letters.poison()).isEqualTo(1);
        replayer.close();
        letters.close();
        List<String> lines = Files.readAllLines(dir.resolve("poison").resolve("000000000001.jsonl"));
        assertThat(lines).hasSize(1);
        DeadLetter poison = DeadLetterLine.decode(lines.get(0).getBytes(StandardCharsets.UTF_8));
        assertThat(poison.message()).isEqualTo(batch.get(7));
        assertThat(poison.attempts()).as("one more").isEqualTo(3);
        assertThat(poison.reason()).isEqualTo("NUL");
    }

    @Test
    void shouldNotGiveUpAWholeFileAsPoisonNorLetItHoldUpTheOthers() throws IOException {
        List<AnalyzedMessage> refused = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            refused.add(Messages.message(Messages.POISON_TEXT));
        }
        letters.keep(Kind.WAITING, refused, "away", 2);
        letters.segments(Kind.WAITING);
        letters.keep(Kind.WAITING, Messages.batch(3), "away", 2);
        replayer.start();
        await("the other file").until(() -> store.rows().size() == 3);
        await("only the refused").until(() -> letters.pending() == 40);
        assertThat(letters.poison()).isZero();
    }

    @Test
    void shouldPutBadLinesAsideAndStoreTheRest() throws IOException {
        letters.keep(Kind.WAITING, Messages.batch(2), "away", 2);
        letters.close();
        Path file = dir.resolve("waiting").resolve("000000000001.jsonl");
        Files.writeString(file, "no letter\n", StandardOpenOption.APPEND);
        Files.writeString(file, "{\"crc32c\":\"00000000\",\"torn", StandardOpenOption.APPEND);
        open();
        replayer.start();
        awaitNothingPending();
        assertThat(store.rows()).hasSize(2);
        assertThat(dir.resolve("bad").resolve("waiting-000000000001.jsonl")).hasContent("no letter");
    }

    @Test
    void shouldStoreTheOtherFilesWhenOneCannotBeRead() throws IOException {
        letters.keep(Kind.WAITING, Messages.batch(3), "away", 2);
        letters.segments(Kind.WAITING);
        letters.keep(Kind.WAITING, Messages.batch(4), "away", 2);
        Path first = dir.resolve("waiting").resolve("000000000001.jsonl");
        Path hidden = Files.move(first, dir.resolve("hidden"));
        replayer.start();
        await("the other file").until(() -> letters.pending() == 3);
        assertThat(store.rows()).hasSize(4);
        Files.move(hidden, first);
        awaitNothingPending();
        assertThat(store.rows()).hasSize(7);
    }

    @Test
    void shouldRefuseASecondStartAndTakeASecondClose() {
        replayer.start();
        assertThatThrownBy(replayer::start).isInstanceOf(IllegalThreadStateException.class);
        replayer.close();
        replayer.close();
    }
}
