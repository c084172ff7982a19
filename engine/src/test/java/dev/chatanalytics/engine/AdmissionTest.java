package dev.chatanalytics.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.chatanalytics.engine.admission.ByteBudget;
import dev.chatanalytics.engine.message.Message;
import dev.chatanalytics.engine.port.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How the engine says that it has no room, and what becomes of what it had let in. */
class AdmissionTest {

    @RegisterExtension
    final EngineRig rig = new EngineRig();

    private List<RecordingReceipt> offerMany(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> rig.offer("m-" + i, "text", OfferResult.ACCEPTED))
                .toList();
    }

    private void answerAll() {
        rig.nlp.answerAtOnce();
        await("all answered").until(() -> {
            for (var call = rig.nlp.pending.poll(); call != null; call = rig.nlp.pending.poll()) {
                call.answer();
            }
            return rig.engine.queueDepth() == 0;
        });
    }

    @Test
    void shouldLetOthersPassASlowCallUntilTheRingHasNoSlotLeft() throws Exception {
        rig.start();
        rig.offer("slow", "text", OfferResult.ACCEPTED);
        ScriptedNlpClient.Pending slow = rig.nlp.nextCall();
        rig.nlp.answerAtOnce();
        for (int i = 1; i < 4 * rig.ringSize; i++) {
            rig.offer("m-" + i, "text", OfferResult.ACCEPTED);
            await("stored").pollInterval(Duration.ofMillis(1)).until(() -> rig.engine.queueDepth() == 1);
        }

        rig.offer("no slot", "text", OfferResult.OUT_OF_SLOTS);
        assertThat(rig.engine.outOfSlots()).isEqualTo(1);
        assertThat(rig.engine.queueDepth()).isEqualTo(1);
        slow.answer();
        rig.drained();
        assertThat(rig.store.rows).hasSize(4 * rig.ringSize);
    }

    @Test
    void shouldRefuseWhenBytesHaveTakenUpTheQueue() throws Exception {
        rig.bytes = new ByteBudget(200_000);
        rig.start();
        String large = "x".repeat(8_000);
        int taken = 0;
        while (rig.engine.offer(rig.submission("b", "m-" + taken, large, rig.receipt())) == OfferResult.ACCEPTED) {
            taken++;
        }

        assertThat(taken).isBetween(5, 25);
        assertThat(rig.bytes.used()).isGreaterThanOrEqualTo(180_000);
        answerAll();
        rig.offer("again", "text", OfferResult.ACCEPTED);
        rig.drained();
        assertThat(rig.store.rows).hasSize(taken + 1);
    }

    @Test
    void shouldCallTheApiOneByOneWhenThereIsNoRoomForAnswers() throws Exception {
        rig.bytes = new ByteBudget(EngineRig.MAX_ANSWER / 2);
        rig.start();
        rig.offer("too much", "text", OfferResult.ACCEPTED);
        assertThat(rig.engine.readmit(new Message("m", "b", null, "t", 1, 1))).isEqualTo(OfferResult.FULL);
        rig.nlp.nextCall().answer();
        rig.drained();
        assertThat(rig.store.rows).hasSize(1);
    }

    @Test
    void shouldGiveABotThatHoldsTheQueueNoMoreThanItsShare() throws Exception {
        rig.start();
        IntStream.range(0, 30).forEach(i -> rig.offer("greedy", "g-" + i, "text", OfferResult.ACCEPTED));
        IntStream.range(0, 4).forEach(i -> rig.offer("modest", "m-" + i, "text", OfferResult.ACCEPTED));
        await("all calls").until(() -> rig.nlp.pending.size() == 34);

        List<RecordingReceipt> more = IntStream.range(30, 40)
                .mapToObj(i -> rig.offer("greedy", "g-" + i, "text", OfferResult.ACCEPTED))
                .toList();
        RecordingReceipt modest = rig.offer("modest", "m-4", "text", OfferResult.ACCEPTED);
        await("told").until(() -> modest.told.size() == 1 && more.get(9).told.size() == 1);

        assertThat(modest.told).containsExactly("accepted m-4");
        assertThat(more.get(0).told).as("58 places, and two who share them").containsExactly("throttled");
        assertThat(rig.metrics.of(Outcome.THROTTLED)).isEqualTo(10);
        answerAll();
        rig.drained();
    }

    @Test
    void shouldGiveABotThatHoldsTheBytesNoMoreThanItsShare() throws Exception {
        rig.ringSize = 1_024;
        rig.bytes = new ByteBudget(400_000);
        rig.start();
        String large = "x".repeat(8_000);
        IntStream.range(0, 18).forEach(i -> rig.offer("greedy", "g-" + i, large, OfferResult.ACCEPTED));
        IntStream.range(0, 2).forEach(i -> rig.offer("modest", "m-" + i, "text", OfferResult.ACCEPTED));
        await("all calls").until(() -> rig.nlp.pending.size() == 20);
        RecordingReceipt greedy = rig.offer("greedy", "g-18", large, OfferResult.ACCEPTED);
        RecordingReceipt modest = rig.offer("modest", "m-2", "text", OfferResult.ACCEPTED);
        await("told").until(() -> modest.told.size() == 1 && greedy.told.size() == 1);

        assertThat(greedy.told).containsExactly("throttled");
        assertThat(modest.told).containsExactly("accepted m-2");
        answerAll();
        rig.drained();
    }

    @Test
    void shouldLetABotThatIsAloneHaveTheWholeQueue() throws Exception {
        rig.start();
        List<RecordingReceipt> all = offerMany(0, 58);
        await("all told").until(() -> all.get(57).told.size() == 1);

        assertThat(all).allSatisfy(receipt -> assertThat(receipt.told.get(0)).startsWith("accepted"));
        answerAll();
        rig.drained();
    }

    @Test
    void shouldMakeABatchDurableByOneCommit() throws Exception {
        ManualLog log = ManualLog.durableAtOnce();
        rig.nlp.answerAtOnce();
        rig.start(log, rig.nlp, 10);
        for (int round = 0; round < 100; round++) {
            int id = 10 * round;
            List<Submission> batch = IntStream.range(0, 10)
                    .mapToObj(i -> rig.submission("b", "m-" + (id + i), "text", rig.receipt()))
                    .toList();
            await("room").pollInterval(Duration.ofMillis(1)).until(() -> rig.engine.queueDepth() < 40);
            assertThat(rig.engine.offerAll(batch)).isEqualTo(OfferResult.ACCEPTED);
        }
        rig.drained();

        assertThat(rig.store.rows).hasSize(1_000);
        assertThat(log.commits).allSatisfy(messages -> assertThat(messages % 10).isZero());
    }

    @Test
    void shouldTakeABatchWholeOrNotAtAll() throws Exception {
        rig.start();
        offerMany(0, 50);
        List<Submission> batch = IntStream.range(0, 10)
                .mapToObj(i -> rig.submission("b", "batch-" + i, "text", rig.receipt()))
                .toList();

        assertThat(rig.engine.offerAll(batch)).isEqualTo(OfferResult.FULL);
        assertThat(rig.metrics.of(Outcome.REFUSED)).isEqualTo(10);
        assertThat(rig.engine.queueDepth()).isEqualTo(50);
        answerAll();
        rig.drained();
    }
}
