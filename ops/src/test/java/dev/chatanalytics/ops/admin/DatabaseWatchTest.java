package dev.chatanalytics.ops.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class DatabaseWatchTest {

    @Test
    void shouldRememberTheLastAnswer() {
        AtomicInteger asked = new AtomicInteger();
        try (DatabaseWatch watch = new DatabaseWatch(patience -> asked.incrementAndGet() > 1)) {
            watch.start();

            await("second answer").until(watch::isReachable);
        }
    }

    @Test
    void shouldTakeAFaultForNo() {
        AtomicBoolean broken = new AtomicBoolean();
        try (DatabaseWatch watch = new DatabaseWatch(patience -> {
            if (broken.get()) {
                throw new IllegalStateException("for a test");
            }
            return true;
        })) {
            watch.start();
            await("a good answer").until(watch::isReachable);

            broken.set(true);
            await("the fault").until(() -> !watch.isReachable());

            broken.set(false);
            await("that it asks on").until(watch::isReachable);
        }
    }

    @Test
    void shouldNotMakeAnyoneWaitForAnAnswer() {
        CountDownLatch release = new CountDownLatch(1);
        try (DatabaseWatch watch = new DatabaseWatch(patience -> {
            try {
                release.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return true;
        })) {
            watch.start();

            assertThat(watch.isReachable()).isFalse();
            release.countDown();
            await("the answer").until(watch::isReachable);
        }
    }

    @Test
    void shouldRefuseSecondStartAndIgnoreSecondClose() {
        DatabaseWatch watch = new DatabaseWatch(patience -> true);
        watch.start();
        assertThatThrownBy(watch::start).isInstanceOf(IllegalThreadStateException.class);
        watch.close();
        watch.close();
    }
}
