package dev.chatanalytics.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.chatanalytics.engine.message.Message;
import dev.chatanalytics.engine.message.NlpStatus;
import dev.chatanalytics.engine.port.MessageLog;
import dev.chatanalytics.engine.port.Outcome;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class EngineTest {

    @RegisterExtension
    final EngineRig rig = new EngineRig();

    @Test
    void shouldAnswerAnalyseAndStore() throws Exception {
        rig.nlp.answerAtOnce();
        rig.start();
        RecordingReceipt receipt = rig.offer("m-1", "hello", OfferResult.ACCEPTED);
        rig.drained();

        assertThat(receipt.told).containsExactly("accepted m-1");
        assertThat(rig.store.rows.values()).singleElement().satisfies(row -> {
            assertThat(row.message().text()).isEqualTo("hello");
            assertThat(row.analysis().status()).isEqualTo(NlpStatus.OK);
        });
        assertThat(rig.metrics.committedRows).hasValue(1);
    }

    @Test
    void shouldAnswerBeforeTheApiDoes() throws Exception {
        rig.start();
        RecordingReceipt receipt = rig.offer("m-1", "hello", OfferResult.ACCEPTED);

        await("the answer").until(() -> !receipt.told.isEmpty());
        await("the call").until(() -> rig.nlp.pending.size() == 1);
        assertThat(rig.store.rows).isEmpty();
        assertThat(rig.engine.queueDepth()).isEqualTo(1);
        rig.nlp.pending.poll().answer();
        rig.drained();
    }

    @Test
    void shouldRejectWhatIsNoMessage() throws Exception {
        rig.nlp.answerAtOnce();
        rig.start();
        RecordingReceipt bad = rig.offer("m-1", " ", OfferResult.ACCEPTED);
        rig.offer("m-2", "good", OfferResult.ACCEPTED);
        rig.drained();

        assertThat(bad.told).containsExactly("rejected text");
        assertThat(rig.store.rows).hasSize(1);
        assertThat(rig.metrics.of(Outcome.REJECTED)).isEqualTo(1);
    }

    @Test
    void shouldDelayOnlyTheRowOfASlowCall() throws Exception {
        rig.start();
        IntStream.range(0, 20).forEach(i -> rig.offer("m-" + i, "text " + i, OfferResult.ACCEPTED));
        await("all calls").until(() -> rig.nlp.pending.size() == 20);
        ScriptedNlpClient.Pending slow = rig.nlp.pending.poll();
        rig.nlp.pending.forEach(ScriptedNlpClient.Pending::answer);

        await("the rows behind the slow call").until(() -> rig.store.rows.size() == 19);
        await("the places of what is stored").until(() -> rig.engine.queueDepth() == 1);
        slow.answer();
        rig.drained();
        assertThat(rig.store.rows).hasSize(20);
    }

    @Test
    void shouldRefuseWhenTooLittleOfTheRingIsFree() throws Exception {
        rig.start();
        // 64 places, of which 7 (10 %, rounded up) must be free.
        IntStream.range(0, 58).forEach(i -> rig.offer("m-" + i, "text", OfferResult.ACCEPTED));
        rig.offer("m-58", "text", OfferResult.FULL);
        await("all calls").until(() -> rig.nlp.pending.size() == 58);
        rig.nlp.pending.forEach(ScriptedNlpClient.Pending::answer);
        await("room again").until(() -> rig.engine.queueDepth() == 0);
        rig.nlp.answerAtOnce();
        rig.offer("m-59", "text", OfferResult.ACCEPTED);
        rig.drained();
    }

    @Test
    void shouldReuseSlotsWhileDispatchWaitsForPermitsInTheMiddleOfABatch() throws Exception {
        rig.nlpConcurrency = 20;
        rig.start();
        IntStream.range(0, 58).forEach(i -> rig.offer("m-" + i, "text", OfferResult.ACCEPTED));
        for (int i = 0; i < 30; i++) {
            rig.nlp.nextCall().answer();
        }
        await("30 are stored").until(() -> rig.engine.queueDepth() == 28);
        IntStream.range(58, 88).forEach(i -> rig.offer("m-" + i, "text", OfferResult.ACCEPTED));
        rig.offer("m-88", "text", OfferResult.FULL);
        rig.nlp.answerAtOnce();
        await("the rest").until(() -> {
            for (ScriptedNlpClient.Pending call = rig.nlp.pending.poll(); call != null; call = rig.nlp.pending.poll()) {
                call.answer();
            }
            return rig.engine.queueDepth() == 0;
        });
        rig.drained();
    }

    @Test
    void shouldGoRoundTheRingManyTimes() throws Exception {
        rig.nlp.answerAtOnce();
        rig.start();
        for (int i = 0; i < 1_000; i++) {
            await("room")
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> rig.engine.queueDepth() < 50);
            rig.offer("m-" + i, "text", OfferResult.ACCEPTED);
        }
        rig.drained();
        assertThat(rig.store.rows).hasSize(1_000);
    }

    @Test
    void shouldCutABatchShortWhenItsTextsAreLong() throws Exception {
        rig.ringSize = 512;
        rig.start(MessageLog.MEMORY, rig.nlp, 400);
        String text = "x".repeat(8_000);
        IntStream.range(0, 400).forEach(i -> rig.offer("m-" + i, text, OfferResult.ACCEPTED));
        await("all calls").until(() -> rig.nlp.pending.size() == 400);
        rig.nlp.pending.forEach(ScriptedNlpClient.Pending::answer);
        rig.drained();

        assertThat(rig.store.largestBatch.get()).isBetween(1, 512 * 1024 / 8_000 + 1);
    }

    @Test
    void shouldPutMessagesOfAnEarlierRunThroughTheRingWithoutLoggingThemAgain() throws Exception {
        ManualLog log = ManualLog.durableAtOnce();
        rig.nlp.answerAtOnce();
        rig.start(log, rig.nlp, 10);
        for (int i = 0; i < 200; i++) {
            Message old = new Message("old-" + i, "b", null, "text", i, i);
            await("room")
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> rig.engine.readmit(old) == OfferResult.ACCEPTED);
        }
        await("room").until(() -> rig.engine.queueDepth() == 0);
        rig.offer("new", "text", OfferResult.ACCEPTED);
        rig.readmitted = 200;
        rig.drained();

        assertThat(rig.store.rows).hasSize(201);
        assertThat(log.appended()).isEqualTo(1);
        assertThat(log.released).hasSize(1);
    }

    @Test
    void shouldNotReadmitOnceClosed() throws Exception {
        rig.start();
        rig.engine.close();

        assertThat(rig.engine.readmit(new Message("m", "b", null, "t", 1, 1))).isEqualTo(OfferResult.CLOSED);
    }
}
