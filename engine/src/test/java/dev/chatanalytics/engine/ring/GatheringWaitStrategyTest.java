package dev.chatanalytics.engine.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.lmax.disruptor.AlertException;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.SequenceBarrier;
import dev.chatanalytics.engine.runtime.NamedThreads;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GatheringWaitStrategyTest {

    private final RingBuffer<long[]> ring =
            RingBuffer.createMultiProducer(() -> new long[1], 64, new GatheringWaitStrategy());
    private final SequenceBarrier published = ring.newBarrier();
    private final AtomicLong seen = new AtomicLong(-1);
    private final CompletableFuture<Throwable> ended = new CompletableFuture<>();
    private final Thread consumer = NamedThreads.create("consumer", this::consume);

    private void consume() {
        try {
            while (true) {
                seen.set(published.waitFor(seen.get() + 1));
            }
        } catch (AlertException | RuntimeException | InterruptedException | com.lmax.disruptor.TimeoutException e) {
            ended.complete(e);
        }
    }

    private void publish() {
        ring.publish(ring.next());
    }

    private void awaitSleep() {
        await("the consumer sleeps without a time").until(() -> consumer.getState() == Thread.State.WAITING);
    }

    @AfterEach
    void stop() {
        published.alert();
        NamedThreads.join(consumer);
    }

    @Test
    void shouldWakeUpForEachMessageThatComesAlone() {
        consumer.start();
        for (int message = 0; message < 50; message++) {
            awaitSleep();
            publish();
            long last = message;
            await("message " + message).until(() -> seen.get() == last);
        }
    }

    @Test
    void shouldSeeWhatWasPublishedBeforeItWaited() {
        publish();
        publish();
        consumer.start();

        await("both").until(() -> seen.get() == 1);
    }

    @Test
    void shouldEndByAnAlertWhileItSleeps() {
        consumer.start();
        awaitSleep();
        published.alert();

        assertThat(ended.join()).isInstanceOf(AlertException.class);
    }

    @Test
    void shouldSleepOnWhenItIsInterrupted() {
        consumer.start();
        awaitSleep();
        consumer.interrupt();
        publish();

        await("the message").until(() -> seen.get() == 0);
        awaitSleep();
        assertThat(ended).isNotDone();
    }
}
