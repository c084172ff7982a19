package dev.chatanalytics.transport.nlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.chatanalytics.engine.port.NlpFailure.Reason;
import dev.chatanalytics.engine.testing.HeldWheel;
import io.netty.channel.ChannelFuture;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that arrived while our own event loops stood still are read before anything is given up. */
class StalledLoopIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final int CALLS = 200;

    private final Queue<StubExchange> waiting = new ConcurrentLinkedQueue<>();
    private final NlpStub stub = new NlpStub(waiting::add);

    @AfterEach
    void close() {
        stub.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void shouldReadWhatHasArrivedBeforeExpiringAnything(int threads) throws Exception {
        try (ClientUnderTest api = new ClientUnderTest(stub.url(), CALLS, TIMEOUT, threads)) {
            HeldWheel held = HeldWheel.now(api.timer); // no deadline passes before the loops stand still
            List<Told> all = api.start(CALLS);
            await("requests arrived").until(() -> waiting.size() == CALLS);

            CountDownLatch release = stall(api, threads);
            held.release();
            waiting.stream().map(StubExchange::echo).toList().forEach(ChannelFuture::syncUninterruptibly);
            api.awaitDeadline();
            assertThat(all).allMatch(told -> told.times() == 0);
            release.countDown();

            assertThat(all).allSatisfy(told -> assertThat(told.await().reason()).isNull());
        }
    }

    @Test
    void shouldExpireWhatHasNotArrived() throws Exception {
        try (ClientUnderTest api = new ClientUnderTest(stub.url(), CALLS, TIMEOUT, 2)) {
            HeldWheel held = HeldWheel.now(api.timer); // no deadline passes before the loops stand still
            List<Told> all = api.start(CALLS);
            await("requests arrived").until(() -> waiting.size() == CALLS);

            CountDownLatch release = stall(api, 2);
            held.release();
            waiting.stream()
                    .limit(CALLS / 2)
                    .map(StubExchange::echo)
                    .toList()
                    .forEach(ChannelFuture::syncUninterruptibly);
            api.awaitDeadline();
            release.countDown();

            all.forEach(Told::await);
            assertThat(all).filteredOn(told -> told.answer() != null).hasSize(CALLS / 2);
            assertThat(all).filteredOn(told -> told.reason() == Reason.TIMEOUT).hasSize(CALLS / 2);
        }
    }

    @Test
    void shouldGiveTheApiItsTimeFromWhenItHasTheRequest() throws Exception {
        try (ClientUnderTest api = new ClientUnderTest(stub.url(), CALLS, TIMEOUT, 1)) {
            List<Told> first = api.start(CALLS);
            answerAll();
            first.forEach(Told::await);

            CountDownLatch release = stall(api, 1);
            List<Told> heldUp = api.start(CALLS);
            api.awaitDeadline();
            HeldWheel held = HeldWheel.now(api.timer); // and the next one does not before all are answered
            release.countDown();
            answerAll();

            assertThat(heldUp)
                    .allSatisfy(told -> assertThat(told.await().reason()).isNull());
            held.release();
        }
    }

    private void answerAll() {
        await("requests arrived").until(() -> waiting.size() == CALLS);
        waiting.forEach(StubExchange::echo);
        waiting.clear();
    }

    /** All loops stand still from now until the latch is released. */
    private static CountDownLatch stall(ClientUnderTest api, int threads) throws InterruptedException {
        CountDownLatch stalled = new CountDownLatch(threads);
        CountDownLatch release = new CountDownLatch(1);
        api.loops
                .group()
                .forEach(loop -> loop.execute(() -> {
                    stalled.countDown();
                    try {
                        release.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }));
        stalled.await();
        return release;
    }
}
