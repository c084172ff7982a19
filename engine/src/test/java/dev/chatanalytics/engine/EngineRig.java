package dev.chatanalytics.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatanalytics.engine.admission.ByteBudget;
import dev.chatanalytics.engine.message.MessageRules;
import dev.chatanalytics.engine.nlp.AnswerShape;
import dev.chatanalytics.engine.nlp.NlpCalls;
import dev.chatanalytics.engine.port.MessageLog;
import dev.chatanalytics.engine.port.NlpClient;
import dev.chatanalytics.engine.port.NlpFailure;
import dev.chatanalytics.engine.port.Outcome;
import dev.chatanalytics.engine.runtime.MonotonicClock;
import dev.chatanalytics.engine.runtime.TimerWheel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A real engine on ports in memory, closed after each test, with the laws checked: everything accepted came to one end,
 * every receipt of it was told one thing, and no thread is left.
 */
final class EngineRig implements AfterEachCallback {

    static final Duration LONG = Duration.ofSeconds(20);
    static final int MAX_ANSWER = 1024;

    final ScriptedNlpClient nlp = new ScriptedNlpClient();
    final MemoryStore store = new MemoryStore();
    final CountingMetrics metrics = new CountingMetrics();
    final List<RecordingReceipt> receipts = new ArrayList<>();
    /** One for all, since it is a part of what a retry is recognised by. */
    private final Instant sent = Instant.now().truncatedTo(ChronoUnit.HOURS);

    final TimerWheel timer = new TimerWheel("test-wheel");
    NlpCalls calls;
    Engine engine;
    ByteBudget bytes = new ByteBudget(64 << 20);
    Duration commitTimeout = LONG;
    int ringSize = 64;
    int nlpConcurrency = 1_000;

    /** Messages that came in without a receipt. */
    int readmitted;

    void start(MessageLog log, NlpClient api, int batchRows) throws InterruptedException {
        var options = new EngineOptions(
                new EngineOptions.Ring(ringSize, 0.1, EngineOptions.WaitStrategy.AUTO),
                new MessageRules(Duration.ofDays(7), Duration.ofMinutes(5)),
                new EngineOptions.Nlp(nlpConcurrency, 1, LONG, Duration.ofMillis(10), MAX_ANSWER, AnswerShape.FLAT),
                new EngineOptions.Breaker(0.5, Duration.ofSeconds(10), Duration.ofSeconds(30), 0.1, 500),
                new EngineOptions.Persist(
                        batchRows,
                        Duration.ofMillis(2),
                        2,
                        2,
                        Duration.ofMillis(5),
                        EngineOptions.Fallback.DEAD_LETTERS),
                commitTimeout);
        calls = new NlpCalls(api, timer, options.nlp(), options.breaker(), bytes, metrics, new MonotonicClock());
        engine = Engine.start(options, new Ports(calls, store, store, log, bytes, metrics), timer);
    }

    void start() throws InterruptedException {
        start(MessageLog.MEMORY, nlp, 10);
    }

    RecordingReceipt offer(String id, String text, OfferResult expected) {
        return offer("b", id, text, expected);
    }

    RecordingReceipt offer(String bot, String id, String text, OfferResult expected) {
        RecordingReceipt receipt = receipt();
        assertThat(engine.offer(submission(bot, id, text, receipt))).isEqualTo(expected);
        return receipt;
    }

    RecordingReceipt receipt() {
        RecordingReceipt receipt = new RecordingReceipt();
        receipts.add(receipt);
        return receipt;
    }

    Submission submission(String bot, String id, String text, RecordingReceipt receipt) {
        String body = "{\"bot_id\":\"" + bot + "\",\"message_id\":\"" + id + "\",\"text\":\"" + text
                + "\",\"timestamp\":\"" + sent + "\"}";
        return new Submission(body.getBytes(StandardCharsets.UTF_8), Sender.ANONYMOUS, receipt);
    }

    void drained() {
        assertThat(engine.drain(LONG)).as("drained").isTrue();
        assertThat(engine.queueDepth()).isZero();
        assertThat(metrics.ended()).isEqualTo(metrics.of(Outcome.ACCEPTED));
    }

    @Override
    public void afterEach(ExtensionContext context) {
        boolean failed = engine.state() == EngineState.FAILED;
        engine.close();
        timer.close();
        nlp.pending.forEach(call -> call.fail(NlpFailure.Reason.CONNECTION_LOST));
        if (!failed) { // else a call was left in the middle
            assertThat(bytes.used()).as("bytes that are still charged").isZero();
        }
        assertThat(metrics.of(Outcome.ACCEPTED) + metrics.of(Outcome.REFUSED)).isEqualTo(receipts.size() + readmitted);
        assertThat(receipts.stream().filter(r -> r.told.size() == 1).count())
                .isEqualTo(metrics.of(Outcome.ACCEPTED) - readmitted);
        assertThat(receipts).allSatisfy(r -> assertThat(r.told).hasSizeLessThan(2));
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("ring-") || name.startsWith("batch-writer"));
    }
}
