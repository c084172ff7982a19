package dev.chatanalytics.transport.nlp;

import static dev.chatanalytics.transport.nlp.ClientUnderTest.AMPLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.chatanalytics.engine.port.NlpFailure;
import dev.chatanalytics.engine.port.NlpFailure.Reason;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each fault of the API, and the reason that it gets. */
class NlpFailureIT {

    private final NlpStub stub = new NlpStub(StubExchange::echo);

    @AfterEach
    void close() {
        stub.close();
    }

    @ParameterizedTest
    @CsvSource({
        "429, THROTTLED",
        "408, SERVER_ERROR",
        "500, SERVER_ERROR",
        "502, SERVER_ERROR",
        "503, SERVER_ERROR",
        "599, SERVER_ERROR",
        "400, REFUSED",
        "401, REFUSED",
        "407, REFUSED",
        "413, REFUSED",
        "499, REFUSED",
        "201, BAD_ANSWER",
        "204, BAD_ANSWER",
        "301, BAD_ANSWER",
        "304, BAD_ANSWER",
        "307, BAD_ANSWER",
        "600, BAD_ANSWER"
    })
    void shouldNameTheReasonOfAStatus(int status, Reason reason) throws Exception {
        assertThat(failureOf(exchange -> exchange.answer(status, status == 204 || status == 304 ? "" : "why")))
                .isEqualTo(NlpFailure.of(reason));
    }

    @ParameterizedTest
    @CsvSource({"429, 7, THROTTLED, 7000", "503, 2, SERVER_ERROR, 2000", "500, 2, SERVER_ERROR, 0"})
    void shouldPassOnRetryAfter(int status, String header, Reason reason, long millis) throws Exception {
        assertThat(failureOf(exchange -> exchange.answerRetryAfter(status, header)))
                .isEqualTo(new NlpFailure(reason, millis));
    }

    @Test
    void shouldPassOnRetryAfterAsADate() throws Exception {
        NlpFailure failure = failureOf(exchange -> exchange.answerRetryAfter(429, "Fri, 31 Dec 9999 23:59:59 GMT"));

        assertThat(failure).isEqualTo(new NlpFailure(Reason.THROTTLED, RetryAfter.MAX_MILLIS));
    }

    @Test
    void shouldLoseTheConnectionOnReset() throws Exception {
        assertThat(reasonOf(StubExchange::reset)).isEqualTo(Reason.CONNECTION_LOST);
    }

    @Test
    void shouldLoseTheConnectionOnCloseWithoutAnswer() throws Exception {
        assertThat(reasonOf(StubExchange::close)).isEqualTo(Reason.CONNECTION_LOST);
    }

    @Test
    void shouldLoseTheConnectionOnResetInTheMiddleOfTheAnswer() throws Exception {
        assertThat(reasonOf(exchange -> exchange.raw("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf")
                        .addListener(written -> exchange.reset())))
                .isEqualTo(Reason.CONNECTION_LOST);
    }

    @Test
    void shouldLoseTheConnectionOnCloseInTheMiddleOfTheAnswer() throws Exception {
        assertThat(reasonOf(exchange -> exchange.raw("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf")
                        .addListener(written -> exchange.close())))
                .isEqualTo(Reason.CONNECTION_LOST);
    }

    @Test
    void shouldLoseTheConnectionOnCloseInTheMiddleOfAChunk() throws Exception {
        assertThat(reasonOf(exchange -> exchange.raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhal")
                        .addListener(written -> exchange.close())))
                .isEqualTo(Reason.CONNECTION_LOST);
    }

    @Test
    void shouldLoseTheConnectionOnGarbage() throws Exception {
        assertThat(reasonOf(exchange -> exchange.raw("\u0000\u0001 no HTTP at all \r\n\r\n")))
                .isEqualTo(Reason.CONNECTION_LOST);
        assertThat(reasonOf(exchange -> exchange.raw("HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n")))
                .isEqualTo(Reason.CONNECTION_LOST);
        assertThat(reasonOf(exchange -> exchange.raw("HTTP/1.1 200 OK\r\nX: " + "x".repeat(20_000) + "\r\n\r\n")))
                .isEqualTo(Reason.CONNECTION_LOST);
    }

    @Test
    void shouldNotReadATooLargeBodyToItsEnd() throws Exception {
        try (ClientUnderTest api = new ClientUnderTest(stub.url(), AMPLE)) {
            stub.behaviour(exchange -> exchange.raw("HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n"
                    + "x".repeat(ClientUnderTest.MAX_ANSWER + 1)));

            assertThat(api.ask("text").failure()).isEqualTo(NlpFailure.of(Reason.BAD_ANSWER));
            await("connection closed").until(() -> stub.open() == 0);
        }
    }

    @Test
    void shouldKeepTheReasonOfAStatusWithATooLargeBody() throws Exception {
        assertThat(reasonOf(exchange -> exchange.answer(500, "x".repeat(ClientUnderTest.MAX_ANSWER + 1))))
                .isEqualTo(Reason.SERVER_ERROR);
    }

    @Test
    void shouldFailToConnectWhenNobodyListens() throws Exception {
        stub.stopListening();

        assertThat(reasonOf(StubExchange::echo)).isEqualTo(Reason.CONNECT);
    }

    @Test
    void shouldFailToConnectBeyondTheLimit() throws Exception {
        Queue<StubExchange> waiting = new ConcurrentLinkedQueue<>();
        stub.behaviour(waiting::add);
        try (ClientUnderTest api = new ClientUnderTest(stub.url(), 3, AMPLE, 1)) {
            List<Told> all = api.start(5);

            assertThat(all.subList(3, 5))
                    .allSatisfy(told -> assertThat(told.await().reason()).isEqualTo(Reason.CONNECT));
            await("requests arrived").until(() -> waiting.size() == 3);
            waiting.forEach(StubExchange::echo);
            assertThat(all.subList(0, 3))
                    .allSatisfy(told -> assertThat(told.await().reason()).isNull());
            assertThat(stub.accepted()).isEqualTo(3);
        }
    }

    @Test
    void shouldTimeOutOnAHangingApiAndCloseItsConnections() throws Exception {
        stub.behaviour(exchange -> {});
        try (ClientUnderTest api = new ClientUnderTest(stub.url(), Duration.ofMillis(300))) {
            List<Told> all = api.start(100);
            all.forEach(told -> assertThat(told.await().failure()).isEqualTo(NlpFailure.of(Reason.TIMEOUT)));

            await("connections closed").until(() -> stub.open() == 0);
            stub.behaviour(StubExchange::echo);
            assertThat(api.start(100))
                    .allSatisfy(told -> assertThat(told.await().reason()).isNotEqualTo(Reason.CONNECT));
        }
    }

    @Test
    void shouldTimeOutWhenNobodyAccepts() throws Exception {
        // Two connections fit into its queue; the kernel lets the others wait for an answer to their SYN.
        try (ServerSocket deaf = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ClientUnderTest api = new ClientUnderTest(
                        URI.create("http://127.0.0.1:" + deaf.getLocalPort()), Duration.ofSeconds(2))) {
            assertThat(api.start(10))
                    .allSatisfy(told -> assertThat(told.await().reason()).isEqualTo(Reason.TIMEOUT));
        }
    }

    @Test
    void shouldGiveBackTheConnectionOfAFailedCallBeforeItIsTold() throws Exception {
        List<Consumer<StubExchange>> faults = List.of(
                StubExchange::reset,
                StubExchange::close,
                exchange -> exchange.raw("garbage\r\n\r\n"),
                exchange -> exchange.raw("HTTP/1.1 103 Early Hints\r\n\r\n"),
                exchange -> exchange.answerAndClose("last"),
                exchange -> {});
        stub.behaviour(exchange -> faults.get(stub.requests() % faults.size()).accept(exchange));
        try (ClientUnderTest api = new ClientUnderTest(stub.url(), 1, Duration.ofMillis(100), 1)) {
            Chain chain = new Chain(api.client, 60);
            chain.start();

            chain.await();
            assertThat(chain.reasons()).isNotEmpty().doesNotContain(Reason.CONNECT);
        }
    }

    @Test
    void shouldTimeOutOnABodyThatDripsForEver() throws Exception {
        stub.behaviour(exchange -> {
            exchange.raw("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n");
            drip(exchange);
        });
        try (ClientUnderTest api = new ClientUnderTest(stub.url(), Duration.ofMillis(100))) {
            assertThat(api.ask("text").reason()).isEqualTo(Reason.TIMEOUT);
        }
    }

    private static void drip(StubExchange exchange) {
        exchange.raw("x").addListener(written -> {
            if (written.isSuccess()) {
                exchange.later(10, () -> drip(exchange));
            }
        });
    }

    private Reason reasonOf(Consumer<StubExchange> behaviour) throws Exception {
        return failureOf(behaviour).reason();
    }

    private NlpFailure failureOf(Consumer<StubExchange> behaviour) throws Exception {
        stub.behaviour(behaviour);
        try (ClientUnderTest api = new ClientUnderTest(stub.url(), AMPLE)) {
            Told told = api.ask("text");
            assertThat(told.answer()).isNull();
            return told.failure();
        }
    }
}
