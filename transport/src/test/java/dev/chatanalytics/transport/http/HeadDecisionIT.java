package dev.chatanalytics.transport.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.chatanalytics.engine.Sender;
import dev.chatanalytics.engine.testing.PatientAwaits;
import java.io.IOException;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is decided at the head of a request, and what becomes of its body and its connection. */
@ExtendWith({NoLeaks.class, PatientAwaits.class})
class HeadDecisionIT {

    private static final String NO = "POST /no HTTP/1.1\r\nHost: x\r\n";
    private static final String GET = "GET /yes HTTP/1.1\r\nHost: x\r\n\r\n";
    private static final HttpAnswer REFUSAL = HttpAnswer.problem(Status.TOO_MANY_REQUESTS, "as the test wants it");
    private static final int MANY = 200_000;

    private final Queue<HttpExchange> waiting = new ConcurrentLinkedQueue<>();

    /** Refuses at one path, takes long or short bodies at others, fails at one more. */
    private record Choosy(RequestHandler handler) implements RequestHandler {

        @Override
        public HeadDecision decide(RequestHead head) {
            return switch (head.path()) {
                case "/no" -> HeadDecision.refuse(REFUSAL);
                case "/long" -> HeadDecision.take(MANY, new Sender(head.header("X-Key")));
                case "/short" -> HeadDecision.take(3, Sender.ANONYMOUS);
                case "/broken" -> throw new IllegalStateException("as the test wants it");
                default -> HeadDecision.TAKE;
            };
        }

        @Override
        public void handle(HttpExchange exchange) {
            handler.handle(exchange);
        }
    }

    @Test
    void shouldAnswerBeforeTheBodyComesAndGoOnBehindIt() throws Exception {
        try (TestServer server = echoing();
                RawClient client = server.connect()) {
            for (int round = 0; round < 3; round++) {
                client.send(NO + "Content-Length: 65536\r\n\r\n");
                expectRefusal(client, null);
                client.send("a".repeat(65_536) + GET);
                assertThat(client.answer().body()).isEqualTo("GET /yes null ");
            }
            assertThat(server.budget().used()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\r\n",
                "Content-Length: 2\r\n\r\nhi",
                "Transfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n1\r\n!\r\n0\r\nA: b\r\n\r\n"
            })
    void shouldAnswerWhatFollowsInOrder(String refused) throws Exception {
        try (TestServer server = new TestServer(new Choosy(waiting::add));
                RawClient client = server.connect()) {
            client.send(GET + NO + refused + GET);
            await("the others are with the handler").until(() -> waiting.size() == 2);
            waiting.forEach(TestServer::echo);
            assertThat(client.answer().body()).isEqualTo("GET /yes null ");
            expectRefusal(client, null);
            assertThat(client.answer().body()).isEqualTo("GET /yes null ");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 65537\r\n\r\n",
                "Expect: 100-continue\r\nContent-Length: 2\r\n\r\n",
                "Connection: close\r\nContent-Length: 2\r\n\r\nhi"
            })
    void shouldCloseWhenTheBodyIsNotWorthWaitingFor(String refused) throws Exception {
        try (TestServer server = echoing();
                RawClient client = server.connect()) {
            client.send(NO + refused);
            expectRefusal(client, "close");
            client.send(GET);
            assertThat(client.ended()).isTrue();
        }
    }

    @Test
    void shouldCloseInItsTurnWithoutASecondAnswerWhenChunksGoOn() throws Exception {
        try (TestServer server = new TestServer(new Choosy(waiting::add));
                RawClient client = server.connect()) {
            client.send(GET + NO + "Transfer-Encoding: chunked\r\n\r\n");
            client.send(("4000\r\n" + "a".repeat(0x4000) + "\r\n").repeat(5));
            await("the first is with the handler").until(() -> waiting.size() == 1);
            waiting.forEach(TestServer::echo);
            assertThat(client.answer().body()).isEqualTo("GET /yes null ");
            assertThat(client.answer().status()).isEqualTo(429);
            assertThat(client.ended()).isTrue();
        }
    }

    @Test
    void shouldCloseWithoutASecondAnswerWhenTheBodyIsRubbish() throws Exception {
        try (TestServer server = echoing();
                RawClient client = server.connect()) {
            client.send(NO + "Transfer-Encoding: chunked\r\n\r\n");
            expectRefusal(client, null);
            client.send("rubbish\r\n" + GET);
            assertThat(client.ended()).isTrue();
        }
    }

    @Test
    void shouldCloseWithoutASecondAnswerWhenTheBodyDoesNotCome() throws Exception {
        HttpServerOptions options = TestServer.timeouts(Duration.ofMillis(200), Duration.ofMinutes(1));
        try (TestServer server = new TestServer(options, new Choosy(TestServer::echo), HttpMetrics.NONE);
                RawClient client = server.connect()) {
            client.send(NO + "Content-Length: 2\r\n\r\nh");
            expectRefusal(client, null);
            assertThat(client.ended()).isTrue();
        }
    }

    @Test
    void shouldTakeBodiesUpToTheLimitOfTheDecision() throws Exception {
        try (TestServer server = echoing();
                RawClient client = server.connect()) {
            client.send("POST /long HTTP/1.1\r\nHost: x\r\nContent-Length: " + MANY + "\r\n\r\n" + "a".repeat(MANY));
            assertThat(client.answer().body()).hasSize("POST /long null ".length() + MANY);
            client.send("POST /short HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc");
            assertThat(client.answer().body()).isEqualTo("POST /short null abc");
            client.send("POST /short HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nabcd");
            RawClient.Answer answer = client.answer();
            assertThat(answer.status()).isEqualTo(413);
            assertThat(answer.body()).contains("longer than 3 bytes");
            assertThat(client.ended()).isTrue();
        }
    }

    @Test
    void shouldPassOnWhoseRequestItIs() throws Exception {
        RequestHandler naming = exchange -> exchange.respond(
                HttpAnswer.text(Status.OK, String.valueOf(exchange.sender().id())));
        try (TestServer server = new TestServer(new Choosy(naming));
                RawClient client = server.connect()) {
            client.send("GET /long HTTP/1.1\r\nHost: x\r\nX-Key: k-1\r\n\r\n" + GET);
            assertThat(client.answer().body()).isEqualTo("k-1");
            assertThat(client.answer().body()).as("of the next request").isEqualTo("null");
        }
    }

    @Test
    void shouldAnswer500AndCloseWhenTheDecisionFails() throws Exception {
        try (TestServer server = echoing();
                RawClient client = server.connect()) {
            client.send("POST /broken HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n");
            RawClient.Answer answer = client.answer();
            assertThat(answer.status()).isEqualTo(500);
            assertThat(answer.header("Connection")).isEqualTo("close");
            assertThat(answer.body()).doesNotContain("as the test wants it");
            assertThat(client.ended()).isTrue();
        }
    }

    @Test
    void shouldFindThatThereIsNoRouteBeforeTheBodyComes() throws Exception {
        try (TestServer server = new TestServer(Router.of(Route.get("/a", TestServer::echo)));
                RawClient client = server.connect()) {
            client.send("POST /b HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n");
            assertThat(client.answer().status()).isEqualTo(404);
            client.send("hiPOST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n");
            assertThat(client.answer().status()).isEqualTo(405);
            assertThat(client.send("hiGET /a HTTP/1.1\r\nHost: x\r\n\r\n")
                            .answer()
                            .status())
                    .isEqualTo(200);
        }
    }

    private static TestServer echoing() throws IOException {
        return new TestServer(new Choosy(TestServer::echo));
    }

    private static void expectRefusal(RawClient client, String connection) throws IOException {
        RawClient.Answer answer = client.answer();
        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.header("Connection")).isEqualTo(connection);
    }
}
