package dev.chatanalytics.transport.nlp;

import static dev.chatanalytics.transport.nlp.ClientUnderTest.AMPLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.chatanalytics.engine.port.NlpFailure;
import dev.chatanalytics.engine.port.NlpFailure.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Every call is told once, or of a time-out and then of its late answer, whatever races. */
class ClosingClientIT {

    private final NlpStub stub = new NlpStub(StubExchange::echo);

    @AfterEach
    void close() {
        stub.close();
    }

    @Test
    void shouldLoseWhatIsUnansweredWhenItCloses() throws Exception {
        stub.behaviour(exchange -> {});
        List<Told> all;
        try (ClientUnderTest api = new ClientUnderTest(stub.url(), AMPLE)) {
            all = api.start(50);
            await("requests arrived").until(() -> stub.requests() == 50);
            api.client.close();

            assertThat(all).allMatch(told -> told.await().reason() == Reason.CONNECTION_LOST);
            await("connections closed").until(() -> stub.open() == 0);
        }
        assertThat(all).allMatch(told -> told.times() == 1);
    }

    @Test
    void shouldLoseCallsThatComeAfterClose() throws Exception {
        try (ClientUnderTest api = new ClientUnderTest(stub.url(), AMPLE)) {
            assertThat(api.ask("text").answer()).isEqualTo("text");
            api.client.close();
            api.client.close();

            assertThat(api.ask("text").failure()).isEqualTo(NlpFailure.of(Reason.CONNECTION_LOST));
            assertThat(stub.requests()).isEqualTo(1);
        }
    }

    @RepeatedTest(5)
    void shouldTellEachCallOnceWhileAnswersDeadlinesAndCloseRace() throws Exception {
        stub.behaviour(exchange -> exchange.later(ThreadLocalRandom.current().nextLong(60), exchange::echo));
        List<Told> all = new ArrayList<>();
        try (ClientUnderTest api = new ClientUnderTest(stub.url(), 400, Duration.ofMillis(30), 2)) {
            CountDownLatch started = new CountDownLatch(1);
            Thread closer = new Thread(() -> {
                try {
                    started.await();
                    api.client.close();
                } catch (Exception e) {
                    throw new AssertionError(e);
                }
            });
            closer.start();
            for (int i = 0; i < 10; i++) {
                all.addAll(api.start(100));
                if (i == 7) {
                    await("some are told").until(() -> all.stream().anyMatch(told -> told.times() > 0));
                    started.countDown();
                }
            }
            closer.join();
        }
        assertThat(all)
                .hasSize(1_000)
                .allMatch(told -> told.times() == 1 || told.times() == 2 && told.wasAnsweredLate());
    }
}
