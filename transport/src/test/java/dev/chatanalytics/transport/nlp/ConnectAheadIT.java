package dev.chatanalytics.transport.nlp;

import static dev.chatanalytics.transport.nlp.ClientUnderTest.AMPLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Connections that are there before there are calls for them. */
class ConnectAheadIT {

    private static final int CONNECTIONS = 200;

    /** 1, 4, 16, 64 and all. */
    private static final int STEPS = 5;

    @Test
    void shouldReturnWhenTheApiHasTakenTheConnections() throws Exception {
        List<String> lines = new CopyOnWriteArrayList<>();
        Consumer<StubExchange> refusal = exchange -> {
            lines.add(exchange.line());
            exchange.answer(405, "");
        };
        try (NlpStub api = new NlpStub(refusal);
                ClientUnderTest under = new ClientUnderTest(api.url(), CONNECTIONS, AMPLE, 1)) {
            assertThat(under.client.connectAhead(CONNECTIONS, AMPLE)).isEqualTo(CONNECTIONS);

            assertThat(api.accepted()).isGreaterThan(CONNECTIONS - OpeningAhead.AT_ONCE); // which may change places
            assertThat(lines).hasSize(STEPS).containsOnly("OPTIONS /analyze");
        }
    }

    @Test
    void shouldLeaveNoneOpenToAnApiThatDoesNotAnswer() throws Exception {
        try (NlpStub api = new NlpStub(exchange -> {});
                ClientUnderTest under = new ClientUnderTest(api.url(), CONNECTIONS, AMPLE, 1)) {
            assertThat(under.client.connectAhead(10, Duration.ofSeconds(1))).isZero();
            await("closed").until(() -> api.accepted() == 1 && api.open() == 0);

            api.behaviour(StubExchange::echo);
            assertThat(under.ask("hello").answer()).isEqualTo("hello");
        }
    }

    @Test
    void shouldOpenNoneToAnApiThatClosesThem() throws Exception {
        try (NlpStub api = new NlpStub(exchange -> exchange.answerAndClose("bye"));
                ClientUnderTest under = new ClientUnderTest(api.url(), CONNECTIONS, AMPLE, 1)) {
            assertThat(under.client.connectAhead(CONNECTIONS, AMPLE)).isZero();

            assertThat(api.accepted()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "8, 4", "100, 64"})
    void shouldNotChokeAServerThatServesFewConnectionsAtATime(int workers, int left) throws Exception {
        try (WorkerServer api = new WorkerServer(workers);
                ClientUnderTest under = new ClientUnderTest(api.url(), CONNECTIONS, Duration.ofSeconds(1), 1)) {
            assertThat(under.client.connectAhead(CONNECTIONS, AMPLE)).isEqualTo(left);

            for (int i = 0; i < 5; i++) {
                assertThat(under.ask("hello").answer()).isEqualTo(WorkerServer.ANSWER);
            }
        }
    }

    @Test
    void shouldMakeItsCallsOverTheConnectionsThatAreOpen() throws Exception {
        try (NlpStub api = new NlpStub(ConnectAheadIT::echoOrRefuse);
                ClientUnderTest under = new ClientUnderTest(api.url(), CONNECTIONS, AMPLE, 2)) {
            under.client.connectAhead(CONNECTIONS, AMPLE);

            for (Told told : under.start(CONNECTIONS)) {
                told.await();
            }

            assertThat(api.requests()).isEqualTo(CONNECTIONS + STEPS);
            await("all are accepted").until(() -> api.accepted() >= CONNECTIONS);
            assertThat(api.accepted()).isEqualTo(CONNECTIONS);
        }
    }

    @Test
    void shouldOpenNoMoreThanItMayAndStillMakeCalls() throws Exception {
        try (NlpStub api = new NlpStub(ConnectAheadIT::echoOrRefuse);
                ClientUnderTest under = new ClientUnderTest(api.url(), 10, AMPLE, 1)) {
            // It gives up at the eleventh, and keeps those of the step before.
            assertThat(under.client.connectAhead(20, AMPLE)).isEqualTo(4);

            assertThat(under.ask("hello").answer()).isEqualTo("hello");
            assertThat(api.accepted()).isLessThanOrEqualTo(10);
        }
    }

    @Test
    void shouldOpenNoneWhenTheApiIsDown() throws Exception {
        URI nobody;
        try (NlpStub gone = new NlpStub(StubExchange::echo)) {
            nobody = gone.url();
        }
        try (ClientUnderTest under = new ClientUnderTest(nobody, CONNECTIONS, AMPLE, 1)) {
            assertThat(under.client.connectAhead(CONNECTIONS, AMPLE)).isZero();
        }
    }

    private static void echoOrRefuse(StubExchange exchange) {
        if (exchange.line().startsWith("POST ")) {
            exchange.echo();
        } else {
            exchange.answer(405, "");
        }
    }
}
