package dev.chatanalytics.transport.nlp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatanalytics.engine.runtime.TimerWheel;
import dev.chatanalytics.engine.testing.HeldWheel;
import io.netty.util.Timeout;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WheelTimerTest {

    private final TimerWheel wheel = new TimerWheel("test-timer");
    private final WheelTimer timer = new WheelTimer(wheel);

    @AfterEach
    void close() {
        wheel.close();
    }

    @Test
    void shouldRunATaskWithItsHandle() throws Exception {
        AtomicReference<Timeout> given = new AtomicReference<>();

        Timeout timeout = timer.newTimeout(given::set, 20, TimeUnit.MILLISECONDS);
        awaitAfter(20);

        assertThat(given.get()).isSameAs(timeout);
        assertThat(timeout.isExpired()).isTrue();
        assertThat(timeout.cancel()).isFalse();
        assertThat(timeout.timer()).isSameAs(timer);
    }

    @Test
    void shouldNotRunACancelledTask() throws Exception {
        AtomicBoolean ran = new AtomicBoolean();
        HeldWheel held = HeldWheel.now(wheel);

        Timeout timeout = timer.newTimeout(due -> ran.set(true), 20, TimeUnit.MILLISECONDS);
        assertThat(timeout.cancel()).isTrue();
        held.release();
        awaitAfter(20);

        assertThat(ran).isFalse();
        assertThat(timeout.isCancelled()).isTrue();
        assertThat(timeout.isExpired()).isFalse();
    }

    @Test
    void shouldGoOnAfterATaskThatThrows() throws Exception {
        timer.newTimeout(
                due -> {
                    throw new Exception("thrown on purpose");
                },
                0,
                TimeUnit.MILLISECONDS);

        awaitAfter(20);
    }

    /**
     * Returns when a task with this delay, scheduled now, has run. Of the time that each waits to be taken by the wheel up
     * to 50 ms count: so much later, at least, is the task that this waits for.
     */
    private void awaitAfter(long millis) throws InterruptedException {
        CountDownLatch passed = new CountDownLatch(1);
        timer.newTimeout(due -> passed.countDown(), millis + 60, TimeUnit.MILLISECONDS);
        assertThat(passed.await(10, TimeUnit.SECONDS)).isTrue();
    }
}
