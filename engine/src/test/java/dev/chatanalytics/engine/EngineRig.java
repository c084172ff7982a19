package dev.chatanalytics.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatanalytics.engine.message.MessageRules;
import dev.chatanalytics.engine.port.MessageLog;
import dev.chatanalytics.engine.port.NlpClient;
import dev.chatanalytics.engine.port.Outcome;
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

    final ScriptedNlpClient nlp = new ScriptedNlpClient();
    final MemoryStore store = new MemoryStore();
    final CountingMetrics metrics = new CountingMetrics();
    final List<RecordingReceipt> receipts = new ArrayList<>();
    /** One for all, since it is a part of what a retry is recognised by. */
    private final Instant sent = Instant.now().truncatedTo(ChronoUnit.HOURS);

    private final TimerWheel timer = new TimerWheel("test-wheel");
    Engine engine;
    int ringSize = 64;
    int nlpConcurrency = 1_000;

    /** Messages that came in without a receipt. */
    int readmitted;

    void start(MessageLog log, NlpClient api, int batchRows) throws InterruptedException {
        var options = new EngineOptions(
                new EngineOptions.Ring(ringSize, 0.1, EngineOptions.WaitStrategy.AUTO),
                new MessageRules(Duration.ofDays(7), Duration.ofMinutes(5)),
                new EngineOptions.Nlp(nlpConcurrency, 1, LONG, Duration.ofMillis(10)),
                new EngineOptions.Breaker(0.5, Duration.ofSeconds(10), Duration.ofSeconds(30), 0.1, 500),
                new EngineOptions.Persist(batchRows, Duration.ofMillis(2), 2, 2, Duration.ofMillis(5)));
        engine = Engine.start(options, new Ports(api, store, store, log, metrics), timer);
    }

    void start() throws InterruptedException {
        start(MessageLog.MEMORY, nlp, 10);
    }

    RecordingReceipt offer(String id, String text, OfferResult expected) {
        String body = "{\"bot_id\":\"b\",\"message_id\":\"" + id + "\",\"text\":\"" + text + "\",\"timestamp\":\""
                + sent + "\"}";
        RecordingReceipt receipt = new RecordingReceipt();
        receipts.add(receipt);
        assertThat(engine.offer(body.getBytes(StandardCharsets.UTF_8), receipt)).isEqualTo(expected);
        return receipt;
    }

    void drained() {
        assertThat(engine.drain(LONG)).as("drained").isTrue();
        assertThat(engine.queueDepth()).isZero();
        assertThat(metrics.ended()).isEqualTo(metrics.of(Outcome.ACCEPTED));
    }

    @Override
    public void afterEach(ExtensionContext context) {
        engine.close();
        timer.close();
        assertThat(metrics.of(Outcome.ACCEPTED) + metrics.of(Outcome.REFUSED)).isEqualTo(receipts.size() + readmitted);
        assertThat(receipts.stream().filter(r -> r.told.size() == 1).count())
                .isEqualTo(metrics.of(Outcome.ACCEPTED) - readmitted);
        assertThat(receipts).allSatisfy(r -> assertThat(r.told).hasSizeLessThan(2));
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("ring-") || name.startsWith("batch-writer"));
    }
}
