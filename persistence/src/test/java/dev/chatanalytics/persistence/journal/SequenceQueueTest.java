package dev.chatanalytics.persistence.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SequenceQueueTest {

    private static final long MANY = 2_000_000;

    private final SequenceQueue queue = new SequenceQueue();

    @Test
    void shouldHandOverInOrderHoweverManyAreAddedBetween() {
        List<Long> seen = new ArrayList<>();
        long next = 0;
        for (int added : List.of(0, 1, 510, 1, 1, 0, 512, 511, 2_000, 0, 24)) {
            for (int i = 0; i < added; i++) {
                queue.add(next++);
            }
            queue.drain(seen::add);
            assertThat(seen).hasSize((int) next);
        }
        assertThat(seen).isEqualTo(LongStream.range(0, next).boxed().toList());
    }

    @Test
    void shouldLoseNothingBetweenTwoThreads() {
        CompletableFuture<Void> adding =
                CompletableFuture.runAsync(() -> LongStream.range(0, MANY).forEach(queue::add));
        long[] inOrder = {0};
        long[] seen = {0};
        boolean ended = false;
        while (!ended) {
            ended = adding.isDone();
            queue.drain(number -> inOrder[0] += number == seen[0]++ ? 1 : 0);
        }
        adding.join();
        assertThat(seen[0]).isEqualTo(MANY);
        assertThat(inOrder[0]).isEqualTo(MANY);
    }
}
