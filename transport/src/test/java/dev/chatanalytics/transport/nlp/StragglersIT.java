package dev.chatanalytics.transport.nlp;

import static dev.chatanalytics.transport.nlp.ClientUnderTest.AMPLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.chatanalytics.engine.port.NlpFailure.Reason;
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

/** What becomes of connections whose calls have expired. */
class StragglersIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final int MANY = 20;

    private final Queue<StubExchange> waiting = new ConcurrentLinkedQueue<>();
    private final NlpStub stub = new NlpStub(waiting::add);

    @AfterEach
    void close() {
        stub.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void shouldUseTheConnectionAgainWhenTheAnswerComesLate(int threads) throws Exception {
        try (ClientUnderTest api = new ClientUnderTest(stub.url(), MANY, TIMEOUT, threads)) {
            expireAll(api);
            stub.behaviour(StubExchange::echo);
            waiting.stream().map(late -> late.answer(200, "late")).toList().forEach(ChannelFuture::syncUninterruptibly);
            awaitRead(api);

            List<Told> next = api.start(MANY);

            assertThat(next)
                    .allSatisfy(told -> assertThat(told.await().answer()).startsWith("text "));
            assertThat(stub.accepted()).isEqualTo(MANY);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void shouldGiveUpTheConnectionForACallThatNeedsOne(int threads) throws Exception {
        try (ClientUnderTest api = new ClientUnderTest(stub.url(), MANY, TIMEOUT, threads)) {
            expireAll(api);
            stub.behaviour(StubExchange::echo);

            List<Told> next = api.start(MANY);

            assertThat(next)
                    .allSatisfy(told -> assertThat(told.await().reason()).isNull());
        }
    }

    @Test
    void shouldTellTheLateAnswerAfterTheTimeOut() throws Exception {
        try (ClientUnderTest api = new ClientUnderTest(stub.url(), 1, TIMEOUT, 1)) {
            Told expired = api.ask("text");
            assertThat(expired.reason()).isEqualTo(Reason.TIMEOUT);
            await("request arrived").until(() -> !waiting.isEmpty());
            stub.behaviour(StubExchange::echo);
            waiting.remove().answer(200, "late").syncUninterruptibly();
            awaitRead(api);

            assertThat(api.ask("next").answer()).isEqualTo("next");
            assertThat(expired.answer()).isEqualTo("late");
            assertThat(expired.times()).isEqualTo(2);
        }
    }

    @Test
    void shouldCloseTheConnectionWhenNoAnswerComes() throws Exception {
        try (ClientUnderTest api = new ClientUnderTest(stub.url(), MANY, TIMEOUT, 2)) {
            expireAll(api);
            assertThat(stub.open()).isEqualTo(MANY);

            await("connections closed").atMost(AMPLE).until(() -> stub.open() == 0);
        }
    }

    private static void awaitRead(ClientUnderTest api) throws InterruptedException {
        CountDownLatch read = new CountDownLatch(1);
        new IoBarrier(api.loops.group()).pass(read::countDown);
        read.await();
    }

    private void expireAll(ClientUnderTest api) {
        List<Told> all = api.start(MANY);
        assertThat(all).allSatisfy(told -> assertThat(told.await().reason()).isEqualTo(Reason.TIMEOUT));
        await("requests arrived").until(() -> waiting.size() == MANY);
    }
}
