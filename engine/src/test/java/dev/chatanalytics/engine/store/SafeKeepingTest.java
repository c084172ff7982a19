package dev.chatanalytics.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatanalytics.engine.CountingMetrics;
import dev.chatanalytics.engine.EngineOptions;
import dev.chatanalytics.engine.MemoryStore;
import dev.chatanalytics.engine.message.AnalyzedMessage;
import dev.chatanalytics.engine.message.Message;
import dev.chatanalytics.engine.message.NlpAnalysis;
import dev.chatanalytics.engine.port.MessageStore;
import dev.chatanalytics.engine.port.Outcome;
import dev.chatanalytics.engine.port.StoreException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SafeKeepingTest {

    private static final EngineOptions.Persist OPTIONS = new EngineOptions.Persist(
            1000, Duration.ofMillis(1), 1, 1, Duration.ZERO, EngineOptions.Fallback.DEAD_LETTERS);

    private final MemoryStore memory = new MemoryStore();
    private final CountingMetrics metrics = new CountingMetrics();

    private static List<AnalyzedMessage> rows(int count, String text) {
        return IntStream.range(0, count)
                .mapToObj(i -> new AnalyzedMessage(new Message("m" + i, "b", null, text, i, i), NlpAnalysis.SKIPPED))
                .toList();
    }

    private SafeKeeping keeping(MessageStore store) {
        return new SafeKeeping(store, memory, metrics, OPTIONS);
    }

    @Test
    void shouldWaitForTheStoreWhenThereIsNoFallback() throws Exception {
        AtomicInteger tries = new AtomicInteger();
        var options =
                new EngineOptions.Persist(1000, Duration.ofMillis(1), 1, 1, Duration.ZERO, EngineOptions.Fallback.NONE);
        MessageStore backAtTheThird = batch -> {
            if (tries.incrementAndGet() < 3) {
                throw new StoreException(StoreException.Kind.UNAVAILABLE, "away", null);
            }
            return memory.store(batch);
        };

        assertThat(new SafeKeeping(backAtTheThird, memory, metrics, options)
                        .bringToSafety(rows(10, "fine"), new long[10]))
                .isTrue();
        assertThat(memory.rows).hasSize(10);
        assertThat(memory.kept).isEmpty();
    }

    @Test
    void shouldBePatientWithAStoreOnceNothingElseTakesTheBatch() throws Exception {
        memory.setDiskFull(true);
        SafeKeeping keeping = keeping(new MessageStore() {
            @Override
            public int store(List<AnalyzedMessage> batch) throws StoreException {
                throw new StoreException(StoreException.Kind.UNAVAILABLE, "not in so short a time", null);
            }

            @Override
            public int storePatiently(List<AnalyzedMessage> batch) throws StoreException {
                return memory.store(batch);
            }
        });

        assertThat(keeping.bringToSafety(rows(300, "fine"), new long[300])).isTrue();
        assertThat(memory.rows).hasSize(300);
        assertThat(metrics.of(Outcome.STORED)).isEqualTo(300);
        assertThat(metrics.committedRows).hasValue(300);
    }

    @Test
    void shouldGiveUpWhenItIsTold() throws Exception {
        memory.setDiskFull(true);
        memory.setDown(true);
        SafeKeeping keeping = keeping(memory);
        keeping.giveUp();

        assertThat(keeping.bringToSafety(rows(10, "fine"), new long[10])).isFalse();
        assertThat(memory.kept).isEmpty();
    }
}
