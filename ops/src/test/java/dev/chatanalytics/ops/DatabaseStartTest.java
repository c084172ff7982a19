package dev.chatanalytics.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DatabaseStartTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    private final AtomicInteger tries = new AtomicInteger();
    private final AtomicInteger prepared = new AtomicInteger();

    private DatabaseStart starting(DatabaseStart.Step step) {
        DatabaseStart start = new DatabaseStart(
                () -> {
                    tries.incrementAndGet();
                    step.run();
                },
                prepared::incrementAndGet);
        start.start();
        return start;
    }

    private static void end(DatabaseStart start) {
        start.close();
        start.awaitEnd(LONG);
    }

    @Test
    void shouldTryAgainWhileItMayPassAndThenGoOnOnce() throws Exception {
        DatabaseStart start = starting(() -> {
            if (tries.get() == 1) {
                throw new SQLException("the database system is starting up", "57P03");
            }
        });

        assertThat(start.awaitFirstTry(LONG, within -> false)).isTrue();
        await("the second try").until(start::isDone);

        assertThat(prepared).hasValue(1);
        assertThat(tries).hasValue(2);
        start.check();
        end(start);
    }

    @Test
    void shouldEndAndSayInOneLineWhatSomebodyMustPutRight() {
        DatabaseStart start = starting(() -> {
            throw new SQLException("database \"absent\"\ndoes not exist", "3D000");
        });

        assertThatThrownBy(() -> start.awaitFirstTry(LONG, within -> false))
                .isInstanceOf(IOException.class)
                .hasMessage("the database cannot be used: database \"absent\" does not exist (SQLSTATE 3D000)");
        assertThat(start.isUnusable()).isTrue();
        assertThat(start.isDone()).isFalse();
        end(start);
        assertThat(prepared).hasValue(0);
        assertThat(tries).hasValue(1);
    }

    @Test
    void shouldEndWithAFaultOfOurOwnToo() {
        DatabaseStart start = starting(() -> {
            throw new ExceptionInInitializerError("broken");
        });

        await("its end").until(start::isUnusable);

        assertThatThrownBy(start::check).isInstanceOf(IOException.class).hasMessageContaining("broken");
        end(start);
    }

    @Test
    void shouldNotGoOnAfterItWasClosedMeanwhile() throws Exception {
        CountDownLatch answer = new CountDownLatch(1);
        DatabaseStart start = starting(() -> awaitIn(answer));
        await("the try").until(() -> tries.get() == 1);

        assertThat(start.awaitFirstTry(LONG, within -> true))
                .as("asked to stop")
                .isFalse();
        start.close();
        start.awaitEnd(Duration.ZERO); // does not wait for a server that hangs
        answer.countDown();
        start.awaitEnd(LONG);

        assertThat(prepared).hasValue(0);
        assertThat(start.isDone()).isFalse();
    }

    @Test
    void shouldCloseWithoutEverHavingStarted() {
        end(new DatabaseStart(tries::incrementAndGet, prepared::incrementAndGet));

        assertThat(tries).hasValue(0);
    }

    private static void awaitIn(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError("nobody interrupts it", e);
        }
    }
}
