package dev.chatanalytics.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.chatanalytics.engine.port.DeadLetters;
import dev.chatanalytics.engine.port.MessageLog;
import dev.chatanalytics.engine.port.Outcome;
import dev.chatanalytics.engine.runtime.NamedThreads;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class EngineFaultsTest {

    @RegisterExtension
    final EngineRig rig = new EngineRig();

    @Test
    void shouldKeepDeadLettersWhileTheStoreIsDown() throws Exception {
        rig.nlp.answerAtOnce();
        rig.store.setDown(true);
        rig.start();
        IntStream.range(0, 30).forEach(i -> rig.offer("m-" + i, "text", OfferResult.ACCEPTED));
        rig.drained();

        assertThat(rig.store.kept).hasSize(30).containsValue(DeadLetters.Kind.WAITING);
        assertThat(rig.store.kept).doesNotContainValue(DeadLetters.Kind.POISON);
        assertThat(rig.metrics.of(Outcome.DEAD_LETTERED)).isEqualTo(30);
    }

    @Test
    void shouldHoldOnToMessagesThatNobodyTakesAndRecover() throws Exception {
        rig.nlp.answerAtOnce();
        rig.store.setDown(true);
        rig.store.setDiskFull(true);
        rig.start();
        IntStream.range(0, 58).forEach(i -> rig.offer("m-" + i, "text", OfferResult.ACCEPTED));
        rig.offer("m-58", "text", OfferResult.FULL);
        rig.store.setDown(false);
        rig.drained();

        assertThat(rig.store.rows).hasSize(58);
    }

    @Test
    void shouldPutPoisonRowsAsideWithTheirNeighboursStored() throws Exception {
        rig.nlp.answerAtOnce();
        rig.start(MessageLog.MEMORY, rig.nlp, 1000);
        IntStream.range(0, 30).forEach(i -> rig.offer("m-" + i, i % 10 == 0 ? "poison" : "fine", OfferResult.ACCEPTED));
        rig.drained();

        assertThat(rig.store.rows).hasSize(27);
        assertThat(rig.store.kept).hasSize(3).containsValue(DeadLetters.Kind.POISON);
    }

    @Test
    void shouldStoreARetriedMessageOnce() throws Exception {
        rig.nlp.answerAtOnce();
        rig.start();
        rig.offer("m-1", "first", OfferResult.ACCEPTED);
        await("stored").until(() -> rig.engine.queueDepth() == 0);
        RecordingReceipt retry = rig.offer("m-1", "second", OfferResult.ACCEPTED);
        rig.drained();

        assertThat(retry.told).containsExactly("accepted m-1");
        assertThat(rig.store.rows.values())
                .extracting(row -> row.message().text())
                .containsExactly("first");
        assertThat(rig.metrics.of(Outcome.DUPLICATE)).isEqualTo(1);
    }

    @Test
    void shouldTellSendersToTryAgainWhenTheLogFails() throws Exception {
        rig.nlp.answerAtOnce();
        rig.start(ManualLog.losing(new IOException("disk gone")), rig.nlp, 10);
        List<RecordingReceipt> told = IntStream.range(0, 5)
                .mapToObj(i -> rig.offer("m-" + i, "text", OfferResult.ACCEPTED))
                .toList();
        rig.drained();

        assertThat(told).allSatisfy(receipt -> assertThat(receipt.told).containsExactly("unavailable"));
        assertThat(rig.store.rows).isEmpty();
        assertThat(rig.metrics.of(Outcome.UNACKNOWLEDGED)).isEqualTo(5);
    }

    @Test
    void shouldFailLoudlyWhenAStageMeetsWhatItCannotHandle() throws Exception {
        rig.start(
                MessageLog.MEMORY,
                (text, callback) -> {
                    throw new StackOverflowError("on purpose");
                },
                10);
        rig.offer("m-1", "text", OfferResult.ACCEPTED);

        await("failed").until(() -> rig.engine.state() == EngineState.FAILED);
        rig.offer("m-2", "text", OfferResult.CLOSED);
    }

    @Test
    void shouldRefuseWhileDrainingAndTellEveryReceiptOnClose() throws Exception {
        rig.start();
        rig.offer("m-1", "text", OfferResult.ACCEPTED);
        assertThat(rig.engine.drain(Duration.ofMillis(1))).as("drained").isFalse();

        assertThat(rig.engine.state()).isEqualTo(EngineState.DRAINING);
        rig.offer("m-2", "text", OfferResult.CLOSED);
        rig.engine.close();
        rig.engine.close();
        assertThat(rig.engine.state()).isEqualTo(EngineState.CLOSED);
        rig.offer("m-3", "text", OfferResult.CLOSED);
    }

    @Test
    void shouldLoseNothingWhenManyOfferWhileTheDoorCloses() throws Exception {
        rig.nlp.answerAtOnce();
        rig.start();
        var own = new ArrayList<List<RecordingReceipt>>();
        List<Thread> senders = IntStream.range(0, 4)
                .mapToObj(t -> {
                    List<RecordingReceipt> mine = new ArrayList<>();
                    own.add(mine);
                    return NamedThreads.create("sender-" + t, () -> send(t, mine));
                })
                .toList();
        senders.forEach(Thread::start);
        await("some are stored").until(() -> rig.store.rows.size() > 200);
        assertThat(rig.engine.drain(EngineRig.LONG)).isTrue();
        senders.forEach(NamedThreads::join);

        own.forEach(rig.receipts::addAll);
        assertThat(rig.metrics.ended())
                .isEqualTo(rig.metrics.of(Outcome.ACCEPTED))
                .isEqualTo(rig.store.rows.size() + rig.metrics.of(Outcome.THROTTLED));
    }

    private void send(int sender, List<RecordingReceipt> mine) {
        for (int i = 0; rig.engine.state() == EngineState.RUNNING; i++) {
            RecordingReceipt receipt = new RecordingReceipt();
            mine.add(receipt);
            String body = "{\"bot_id\":\"b" + sender + "\",\"text\":\"t\",\"message_id\":\"" + i + "\"}";
            var submission = new Submission(body.getBytes(StandardCharsets.UTF_8), Sender.ANONYMOUS, receipt);
            if (rig.engine.offer(submission) == OfferResult.FULL) {
                LockSupport.parkNanos(100_000); // the stages need a core, too
            }
        }
    }
}
