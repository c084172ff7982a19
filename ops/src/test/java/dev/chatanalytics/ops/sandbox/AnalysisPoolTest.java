package dev.chatanalytics.ops.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class AnalysisPoolTest {

    private static final byte[] CALL = "{\"text\":\"hello\"}".getBytes(StandardCharsets.UTF_8);
    private static final int MAX_WAITING = 2500;

    private final BlockingQueue<Integer> statuses = new LinkedBlockingQueue<>();

    @Test
    void shouldRefuseWhenTooManyWait() throws InterruptedException {
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch free = new CountDownLatch(1);
        try (AnalysisPool pool = new AnalysisPool(1)) {
            pool.answer(CALL, answer -> {
                busy.countDown();
                awaitFree(free);
            });
            assertThat(busy.await(10, TimeUnit.SECONDS))
                    .as("the one thread is busy")
                    .isTrue();
            for (int i = 0; i < MAX_WAITING; i++) {
                accept(pool);
            }

            assertThatThrownBy(() -> accept(pool)).isInstanceOf(RejectedExecutionException.class);

            free.countDown();
            assertThat(statuses.poll(10, TimeUnit.SECONDS))
                    .as("the first that waited")
                    .isEqualTo(200);
        }
    }

    @Test
    void shouldRefuseAfterClose() {
        AnalysisPool pool = new AnalysisPool(1);
        pool.close();

        assertThatThrownBy(() -> accept(pool)).isInstanceOf(RejectedExecutionException.class);
    }

    private void accept(AnalysisPool pool) {
        pool.answer(CALL, answer -> statuses.add(answer.status().code()));
    }

    private static void awaitFree(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
