package dev.chatanalytics.transport.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.netty.util.concurrent.EventExecutor;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoLeaks.class)
class RequestLimitsIT {

    private static final String HEAD = "POST / HTTP/1.1\r\nHost: x\r\n";
    private static final int LIMIT = 64 * 1024;
    private static final Duration LONG = Duration.ofMinutes(1);

    @Test
    void shouldTakeABodyOfExactlyTheLimit() throws Exception {
        try (TestServer server = new TestServer(TestServer::echo);
                RawClient client = server.connect()) {
            client.send(HEAD + "Content-Length: " + LIMIT + "\r\n\r\n" + "a".repeat(LIMIT));
            assertThat(client.answer().body()).hasSize("POST / null ".length() + LIMIT);
        }
    }

    @Test
    void shouldRefuseALongerBodyBeforeItComes() throws Exception {
        try (TestServer server = new TestServer(TestServer::echo);
                RawClient client = server.connect()) {
            client.send(HEAD + "Content-Length: " + (LIMIT + 1) + "\r\n\r\n");
            expectRefusal(client, 413);
        }
    }

    @Test
    void shouldDeliverTheRefusalToAClientThatIsStillSending() throws Exception {
        try (TestServer server = new TestServer(TestServer::echo);
                RawClient client = server.connect()) {
            client.send(HEAD + "Content-Length: 4000000\r\n\r\n");
            sendUntilClosed(client, 1_000_000);
            expectRefusal(client, 413);
        }
    }

    /** The server takes and drops them for one second, which may be over before they are sent. */
    private static void sendUntilClosed(RawClient client, int bytes) {
        try {
            for (int sent = 0; sent < bytes; sent += 10_000) {
                client.send("a".repeat(10_000));
            }
        } catch (IOException e) {
            // It has closed the connection.
        }
    }

    @Test
    void shouldRefuseALongerBodyInChunks() throws Exception {
        try (TestServer server = new TestServer(TestServer::echo);
                RawClient client = server.connect()) {
            client.send(HEAD + "Transfer-Encoding: chunked\r\n\r\n");
            for (int sent = 0; sent <= LIMIT; sent += 0x1000) {
                client.send("1000\r\n" + "a".repeat(0x1000) + "\r\n");
            }
            expectRefusal(client, 413);
        }
    }

    @Test
    void shouldRefuseALongRequestLine() throws Exception {
        try (TestServer server = new TestServer(TestServer::echo);
                RawClient client = server.connect()) {
            client.send("GET /" + "a".repeat(RequestDecoder.MAX_LINE) + " HTTP/1.1\r\nHost: x\r\n\r\n");
            expectRefusal(client, 414);
        }
    }

    @Test
    void shouldRefuseLongHeaders() throws Exception {
        try (TestServer server = new TestServer(TestServer::echo);
                RawClient client = server.connect()) {
            client.send(HEAD + ("A: " + "a".repeat(1000) + "\r\n").repeat(17) + "\r\n");
            expectRefusal(client, 431);
        }
    }

    @Test
    void shouldRefuseAHeaderThatNeverEnds() throws Exception {
        try (TestServer server = new TestServer(TestServer::echo);
                RawClient client = server.connect()) {
            client.send(HEAD + "A: " + "a".repeat(RequestDecoder.MAX_HEADERS));
            expectRefusal(client, 431);
        }
    }

    @Test
    void shouldRefuseASlowBody() throws Exception {
        try (TestServer server = withRequestTimeout();
                RawClient client = server.connect()) {
            client.send(HEAD + "Content-Length: 3\r\n\r\nab");
            expectRefusal(client, 408);
        }
    }

    @Test
    void shouldRefuseSlowHeaders() throws Exception {
        try (TestServer server = withRequestTimeout();
                RawClient client = server.connect()) {
            client.send(HEAD);
            expectRefusal(client, 408);
        }
    }

    @Test
    void shouldNotGiveMoreTimeToAClientThatDrips() throws Exception {
        try (TestServer server = withRequestTimeout();
                RawClient client = server.connect()) {
            client.send(HEAD + "Content-Length: 60000\r\n\r\n");
            // Bytes go on coming all the time; each would put off a time-out that is counted from the last one.
            await("refused while bytes still come")
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> {
                        client.send("a");
                        return client.socket().getInputStream().available() > 0;
                    });
            expectRefusal(client, 408);
        }
    }

    @Test
    void shouldCloseIdleConnections() throws Exception {
        try (TestServer server = new TestServer(
                        TestServer.timeouts(LONG, Duration.ofSeconds(1)), TestServer::echo, HttpMetrics.NONE);
                RawClient fresh = server.connect();
                RawClient used = connectAndAsk(server)) {
            assertThat(used.answer().status()).isEqualTo(200);
            assertThat(used.ended()).isTrue();
            assertThat(fresh.ended()).isTrue();
            await("none is left").until(() -> server.server().connections() == 0);
        }
    }

    @Test
    void shouldNotCallAConnectionIdleThatWaitsForItsAnswer() throws Exception {
        RequestHandler slow = exchange -> exchange.respondAfter(Duration.ofSeconds(3), HttpAnswer.text(Status.OK, "x"));
        try (TestServer server =
                        new TestServer(TestServer.timeouts(LONG, Duration.ofSeconds(1)), slow, HttpMetrics.NONE);
                RawClient client = connectAndAsk(server)) {
            assertThat(client.answer().status()).isEqualTo(200);
        }
    }

    /** The event loops see the connection when its request is there: until then it would be idle, however long that took. */
    private static RawClient connectAndAsk(TestServer server) throws IOException {
        CountDownLatch asked = new CountDownLatch(1);
        for (EventExecutor loop : server.loops().group()) {
            loop.submit(() -> asked.await(1, TimeUnit.MINUTES));
        }
        try {
            return server.connect().send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
        } finally {
            asked.countDown();
        }
    }

    @Test
    void shouldCloseConnectionsAboveTheLimitAtOnce() throws Exception {
        HttpServerOptions two = new HttpServerOptions("127.0.0.1", 0, 2, 100, LONG, LONG);
        try (TestServer server = new TestServer(two, TestServer::echo, HttpMetrics.NONE);
                RawClient first = server.connect();
                RawClient second = server.connect()) {
            assertServes(first);
            assertServes(second);
            try (RawClient third = server.connect()) {
                assertThatThrownBy(() -> assertServes(third)).isInstanceOf(IOException.class);
            }
            await("it is counted").until(() -> server.server().refusedConnections() == 1);
            assertServes(first);
            second.socket().close();
            await("a place is free").until(() -> server.server().connections() == 1);
            try (RawClient fourth = server.connect()) {
                assertServes(fourth);
            }
        }
    }

    private static TestServer withRequestTimeout() throws IOException {
        return new TestServer(TestServer.timeouts(Duration.ofMillis(200), LONG), TestServer::echo, HttpMetrics.NONE);
    }

    private static void assertServes(RawClient client) throws IOException {
        client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
        assertThat(client.answer().status()).isEqualTo(200);
    }

    private static void expectRefusal(RawClient client, int status) throws IOException {
        RawClient.Answer answer = client.answer();
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("Connection")).isEqualTo("close");
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(client.ended()).isTrue();
    }
}
