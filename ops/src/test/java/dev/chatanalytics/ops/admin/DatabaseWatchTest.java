package dev.chatanalytics.ops.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.chatanalytics.persistence.database.Access;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class DatabaseWatchTest {

    @Test
    void shouldRememberTheLastAnswer() {
        AtomicInteger asked = new AtomicInteger();
        try (DatabaseWatch watch =
                new DatabaseWatch(patience -> asked.incrementAndGet() > 1 ? Access.WRITABLE : Access.READ_ONLY)) {
            watch.start();

            await("second answer").until(() -> watch.access() == Access.WRITABLE);
        }
    }

    @Test
    void shouldTakeAFaultForNo() {
        AtomicBoolean broken = new AtomicBoolean();
        try (DatabaseWatch watch = new DatabaseWatch(patience -> {
            if (broken.get()) {
                throw new IllegalStateException("for a test");
            }
            return Access.WRITABLE;
        })) {
            watch.start();
            await("a good answer").until(() -> watch.access() == Access.WRITABLE);

            broken.set(true);
            await("the fault").until(() -> watch.access() == Access.NONE);

            broken.set(false);
            await("that it asks on").until(() -> watch.access() == Access.WRITABLE);
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
            return Access.WRITABLE;
        })) {
            watch.start();

            assertThat(watch.access()).isEqualTo(Access.NONE);
            release.countDown();
            await("the answer").until(() -> watch.access() == Access.WRITABLE);
        }
    }

    @Test
    void shouldRefuseSecondStartAndIgnoreSecondClose() {
        DatabaseWatch watch = new DatabaseWatch(patience -> Access.WRITABLE);
        watch.start();
        assertThatThrownBy(watch::start).isInstanceOf(IllegalThreadStateException.class);
        watch.close();
        watch.close();
    }
}
