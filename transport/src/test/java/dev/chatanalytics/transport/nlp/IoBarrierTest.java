package dev.chatanalytics.transport.nlp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatanalytics.transport.http.EventLoops;
import io.netty.util.concurrent.EventExecutor;
import java.util.Iterator;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class IoBarrierTest {

    @Test
    void shouldPassWhenNoLoopHasEverRun() throws Exception {
        try (EventLoops loops = EventLoops.start(3, "loop")) {
            CountDownLatch passed = new CountDownLatch(1);

            new IoBarrier(loops.group()).pass(passed::countDown);

            assertThat(passed.await(10, TimeUnit.SECONDS)).as("passed").isTrue();
        }
    }

    @Test
    void shouldWaitForEveryLoop() throws Exception {
        try (EventLoops loops = EventLoops.start(2, "loop")) {
            CountDownLatch release = new CountDownLatch(1);
            CountDownLatch passed = new CountDownLatch(1);
            Iterator<EventExecutor> each = loops.group().iterator();
            each.next().execute(() -> await(release));
            EventExecutor running = each.next();

            new IoBarrier(loops.group()).pass(passed::countDown);
            for (int turn = 0; turn < 10; turn++) {
                running.submit(() -> {}).sync();
                assertThat(passed.getCount()).isEqualTo(1);
            }
            release.countDown();

            assertThat(passed.await(10, TimeUnit.SECONDS)).as("passed").isTrue();
        }
    }

    @Test
    void shouldPassWhenTheLoopsAreShutDown() {
        EventLoops loops = EventLoops.start(2, "loop");
        IoBarrier barrier = new IoBarrier(loops.group());
        loops.close();
        CountDownLatch passed = new CountDownLatch(1);

        barrier.pass(passed::countDown);

        assertThat(passed.getCount()).isZero();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
