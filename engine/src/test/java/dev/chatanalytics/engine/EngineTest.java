package dev.chatanalytics.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.chatanalytics.engine.message.Message;
import dev.chatanalytics.engine.message.MessageRules;
import dev.chatanalytics.engine.message.NlpStatus;
import dev.chatanalytics.engine.port.DeadLetters;
import dev.chatanalytics.engine.port.MessageLog;
import dev.chatanalytics.engine.port.NlpClient;
import dev.chatanalytics.engine.port.Outcome;
import dev.chatanalytics.engine.runtime.NamedThreads;
import dev.chatanalytics.engine.runtime.TimerWheel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EngineTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    private final TimerWheel timer = new TimerWheel("test-wheel");
    private final ScriptedNlpClient nlp = new ScriptedNlpClient();
    private final MemoryStore store = new MemoryStore();
    private final CountingMetrics metrics = new CountingMetrics();
    private final List<RecordingReceipt> receipts = new ArrayList<>();
    private Engine engine;
    private int nlpConcurrency = 1_000;

    private Engine start(MessageLog log, NlpClient api, int batchRows) throws InterruptedException {
        var options = new EngineOptions(
                new EngineOptions.Ring(64, 0.1, EngineOptions.WaitStrategy.BLOCKING),
                new MessageRules(Duration.ofDays(7), Duration.ofMinutes(5)),
                new EngineOptions.Nlp(nlpConcurrency, 1, LONG, Duration.ofMillis(10)),
                new EngineOptions.Breaker(0.5, Duration.ofSeconds(10), Duration.ofSeconds(30), 0.1, 500),
                new EngineOptions.Persist(batchRows, Duration.ofMillis(2), 2, 2, Duration.ofMillis(5)));
        engine = Engine.start(options, new Ports(api, store, store, log, metrics), timer);
        return engine;
    }

    private Engine start() throws InterruptedException {
        return start(MessageLog.MEMORY, nlp, 10);
    }

    /** The laws: everything accepted came to one end, and every receipt of it was told one thing. */
    @AfterEach
    void closeAndCheckTheLaws() {
        engine.close();
        timer.close();
        assertThat(metrics.of(Outcome.ACCEPTED) + metrics.of(Outcome.REFUSED)).isEqualTo(receipts.size());
        assertThat(receipts.stream().filter(r -> r.told.size() == 1).count()).isEqualTo(metrics.of(Outcome.ACCEPTED));
        assertThat(receipts).allSatisfy(r -> assertThat(r.told).hasSizeLessThan(2));
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("ring-") || name.startsWith("batch-writer"));
    }

    private RecordingReceipt offer(String id, String text, OfferResult expected) {
        String body = "{\"bot_id\":\"b\",\"message_id\":\"" + id + "\",\"text\":\"" + text
                + "\",\"timestamp\":\"" + Instant.now().truncatedTo(ChronoUnit.HOURS)
                + "\"}";
        RecordingReceipt receipt = new RecordingReceipt();
        receipts.add(receipt);
        assertThat(engine.offer(body.getBytes(StandardCharsets.UTF_8), receipt)).isEqualTo(expected);
        return receipt;
    }

    private void drained() {
        assertThat(engine.drain(LONG)).as("drained").isTrue();
        assertThat(engine.queueDepth()).isZero();
        assertThat(metrics.ended()).isEqualTo(metrics.of(Outcome.ACCEPTED));
    }

    @Test
    void shouldAnswerAnalyseAndStore() throws Exception {
        nlp.answerAtOnce();
        start();
        RecordingReceipt receipt = offer("m-1", "hello", OfferResult.ACCEPTED);
        drained();

        assertThat(receipt.told).containsExactly("accepted m-1");
        assertThat(store.rows.values()).singleElement().satisfies(row -> {
            assertThat(row.message().text()).isEqualTo("hello");
            assertThat(row.analysis().status()).isEqualTo(NlpStatus.OK);
        });
        assertThat(metrics.committedRows).hasValue(1);
    }

    @Test
    void shouldAnswerBeforeTheApiDoes() throws Exception {
        start();
        RecordingReceipt receipt = offer("m-1", "hello", OfferResult.ACCEPTED);

        await("the answer").until(() -> !receipt.told.isEmpty());
        await("the call").until(() -> nlp.pending.size() == 1);
        assertThat(store.rows).isEmpty();
        assertThat(engine.queueDepth()).isEqualTo(1);
        nlp.pending.poll().answer();
        drained();
    }

    @Test
    void shouldRejectWhatIsNoMessage() throws Exception {
        nlp.answerAtOnce();
        start();
        RecordingReceipt bad = offer("m-1", " ", OfferResult.ACCEPTED);
        offer("m-2", "good", OfferResult.ACCEPTED);
        drained();

        assertThat(bad.told).containsExactly("rejected text");
        assertThat(store.rows).hasSize(1);
        assertThat(metrics.of(Outcome.REJECTED)).isEqualTo(1);
    }

    @Test
    void shouldDelayOnlyTheRowOfASlowCall() throws Exception {
        start();
        IntStream.range(0, 20).forEach(i -> offer("m-" + i, "text " + i, OfferResult.ACCEPTED));
        await("all calls").until(() -> nlp.pending.size() == 20);
        ScriptedNlpClient.Pending slow = nlp.pending.poll();
        nlp.pending.forEach(ScriptedNlpClient.Pending::answer);

        await("the rows behind the slow call").until(() -> store.rows.size() == 19);
        assertThat(engine.queueDepth())
                .as("no slot is released before its turn")
                .isEqualTo(20);
        slow.answer();
        drained();
        assertThat(store.rows).hasSize(20);
    }

    @Test
    void shouldRefuseWhenTooLittleOfTheRingIsFree() throws Exception {
        start();
        // 64 slots, of which 7 (10 %, rounded up) must be free.
        IntStream.range(0, 58).forEach(i -> offer("m-" + i, "text", OfferResult.ACCEPTED));
        offer("m-58", "text", OfferResult.FULL);
        await("all calls").until(() -> nlp.pending.size() == 58);
        nlp.pending.forEach(ScriptedNlpClient.Pending::answer);
        await("room again").until(() -> engine.queueDepth() == 0);
        nlp.answerAtOnce();
        offer("m-59", "text", OfferResult.ACCEPTED);
        drained();
    }

    @Test
    void shouldReuseSlotsWhileDispatchWaitsForPermitsInTheMiddleOfABatch() throws Exception {
        nlpConcurrency = 20;
        start();
        IntStream.range(0, 58).forEach(i -> offer("m-" + i, "text", OfferResult.ACCEPTED));
        for (int i = 0; i < 30; i++) {
            await("a call").until(() -> !nlp.pending.isEmpty());
            nlp.pending.poll().answer();
        }
        await("30 are stored").until(() -> engine.queueDepth() == 28);
        IntStream.range(58, 88).forEach(i -> offer("m-" + i, "text", OfferResult.ACCEPTED));
        offer("m-88", "text", OfferResult.FULL);
        nlp.answerAtOnce();
        await("the rest").until(() -> {
            for (ScriptedNlpClient.Pending call = nlp.pending.poll(); call != null; call = nlp.pending.poll()) {
                call.answer();
            }
            return engine.queueDepth() == 0;
        });
        drained();
    }

    @Test
    void shouldGoRoundTheRingManyTimes() throws Exception {
        nlp.answerAtOnce();
        start();
        for (int i = 0; i < 1_000; i++) {
            await("room")
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> engine.queueDepth() < 50);
            offer("m-" + i, "text", OfferResult.ACCEPTED);
        }
        drained();
        assertThat(store.rows).hasSize(1_000);
    }

    @Test
    void shouldKeepDeadLettersWhileTheStoreIsDown() throws Exception {
        nlp.answerAtOnce();
        store.setDown(true);
        start();
        IntStream.range(0, 30).forEach(i -> offer("m-" + i, "text", OfferResult.ACCEPTED));
        drained();

        assertThat(store.kept).hasSize(30).containsValue(DeadLetters.Kind.WAITING);
        assertThat(store.kept).doesNotContainValue(DeadLetters.Kind.POISON);
        assertThat(metrics.of(Outcome.DEAD_LETTERED)).isEqualTo(30);
    }

    @Test
    void shouldHoldOnToMessagesThatNobodyTakesAndRecover() throws Exception {
        nlp.answerAtOnce();
        store.setDown(true);
        store.setDiskFull(true);
        start();
        IntStream.range(0, 58).forEach(i -> offer("m-" + i, "text", OfferResult.ACCEPTED));
        offer("m-58", "text", OfferResult.FULL);
        store.setDown(false);
        drained();

        assertThat(store.rows).hasSize(58);
    }

    @Test
    void shouldPutPoisonRowsAsideWithTheirNeighboursStored() throws Exception {
        nlp.answerAtOnce();
        start(MessageLog.MEMORY, nlp, 1000);
        IntStream.range(0, 30).forEach(i -> offer("m-" + i, i % 10 == 0 ? "poison" : "fine", OfferResult.ACCEPTED));
        drained();

        assertThat(store.rows).hasSize(27);
        assertThat(store.kept).hasSize(3).containsValue(DeadLetters.Kind.POISON);
    }

    @Test
    void shouldStoreARetriedMessageOnce() throws Exception {
        nlp.answerAtOnce();
        start();
        offer("m-1", "first", OfferResult.ACCEPTED);
        await("stored").until(() -> engine.queueDepth() == 0);
        RecordingReceipt retry = offer("m-1", "second", OfferResult.ACCEPTED);
        drained();

        assertThat(retry.told).containsExactly("accepted m-1");
        assertThat(store.rows.values()).extracting(row -> row.message().text()).containsExactly("first");
        assertThat(metrics.of(Outcome.DUPLICATE)).isEqualTo(1);
    }

    @Test
    void shouldTellSendersToTryAgainWhenTheLogFails() throws Exception {
        nlp.answerAtOnce();
        start(failingLog(), nlp, 10);
        List<RecordingReceipt> told = IntStream.range(0, 5)
                .mapToObj(i -> offer("m-" + i, "text", OfferResult.ACCEPTED))
                .toList();
        drained();

        assertThat(told).allSatisfy(receipt -> assertThat(receipt.told).containsExactly("unavailable"));
        assertThat(store.rows).isEmpty();
        assertThat(metrics.of(Outcome.UNACKNOWLEDGED)).isEqualTo(5);
    }

    private static MessageLog failingLog() {
        return new MessageLog() {
            @Override
            public void append(long sequence, Message message) {}

            @Override
            public void commit() throws IOException {
                throw new IOException("disk gone");
            }

            @Override
            public void release(long sequence) {}
        };
    }

    @Test
    void shouldFailLoudlyWhenAStageMeetsWhatItCannotHandle() throws Exception {
        start(
                MessageLog.MEMORY,
                (text, callback) -> {
                    throw new StackOverflowError("on purpose");
                },
                10);
        offer("m-1", "text", OfferResult.ACCEPTED);

        await("failed").until(() -> engine.state() == EngineState.FAILED);
        offer("m-2", "text", OfferResult.CLOSED);
    }

    @Test
    void shouldRefuseWhileDrainingAndTellEveryReceiptOnClose() throws Exception {
        start();
        offer("m-1", "text", OfferResult.ACCEPTED);
        assertThat(engine.drain(Duration.ofMillis(1))).as("drained").isFalse();

        assertThat(engine.state()).isEqualTo(EngineState.DRAINING);
        offer("m-2", "text", OfferResult.CLOSED);
        engine.close();
        engine.close();
        assertThat(engine.state()).isEqualTo(EngineState.CLOSED);
        offer("m-3", "text", OfferResult.CLOSED);
    }

    @Test
    void shouldLoseNothingWhenManyOfferWhileTheDoorCloses() throws Exception {
        nlp.answerAtOnce();
        start();
        var own = new ArrayList<List<RecordingReceipt>>();
        List<Thread> senders = IntStream.range(0, 4)
                .mapToObj(t -> {
                    List<RecordingReceipt> mine = new ArrayList<>();
                    own.add(mine);
                    return NamedThreads.create("sender-" + t, () -> send(t, mine));
                })
                .toList();
        senders.forEach(Thread::start);
        await("some are stored").until(() -> store.rows.size() > 200);
        assertThat(engine.drain(LONG)).isTrue();
        senders.forEach(NamedThreads::join);

        own.forEach(receipts::addAll);
        assertThat(metrics.ended()).isEqualTo(metrics.of(Outcome.ACCEPTED)).isEqualTo(store.rows.size());
    }

    private void send(int sender, List<RecordingReceipt> mine) {
        for (int i = 0; engine.state() == EngineState.RUNNING; i++) {
            RecordingReceipt receipt = new RecordingReceipt();
            mine.add(receipt);
            String body = "{\"bot_id\":\"b" + sender + "\",\"text\":\"t\",\"message_id\":\"" + i + "\"}";
            engine.offer(body.getBytes(StandardCharsets.UTF_8), receipt);
        }
    }
}
