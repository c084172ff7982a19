package dev.chatanalytics.transport.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoLeaks.class)
class HttpServerIT {

    @Test
    void shouldKeepTheConnectionOverManyRequests() throws Exception {
        try (TestServer server = new TestServer(TestServer::echo);
                RawClient client = server.connect()) {
            for (int i = 0; i < 100; i++) {
                client.send("POST /a?n=" + i + " HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nhi");
                RawClient.Answer answer = client.answer();
                assertThat(answer.line()).isEqualTo("HTTP/1.1 200 OK");
                assertThat(answer.body()).isEqualTo("POST /a n=" + i + " hi");
                assertThat(answer.header("Connection")).isNull();
                assertThat(answer.header("Content-Type")).isEqualTo("text/plain; charset=utf-8");
                assertThat(answer.header("Date")).matches("\\w{3}, \\d\\d \\w{3} \\d{4} \\d\\d:\\d\\d:\\d\\d GMT");
            }
            assertThat(server.server().connections()).isEqualTo(1);
        }
    }

    @Test
    void shouldCloseWhenTheClientAsksForIt() throws Exception {
        try (TestServer server = new TestServer(TestServer::echo);
                RawClient client = server.connect()) {
            client.send("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
            assertThat(client.answer().header("Connection")).isEqualTo("close");
            assertThat(client.ended()).isTrue();
        }
    }

    @Test
    void shouldSpeakHttp10() throws Exception {
        try (TestServer server = new TestServer(TestServer::echo);
                RawClient client = server.connect()) {
            client.send("GET /a HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
            assertThat(client.answer().header("Connection")).isEqualTo("keep-alive");
            client.send("POST /b HTTP/1.0\r\nContent-Length: 2\r\n\r\nhi");
            RawClient.Answer answer = client.answer();
            assertThat(answer.body()).isEqualTo("POST /b null hi");
            assertThat(answer.header("Connection")).isEqualTo("close");
            assertThat(client.ended()).isTrue();
        }
    }

    @Test
    void shouldSendNoBodyForHead() throws Exception {
        try (TestServer server = new TestServer(TestServer::echo);
                RawClient client = server.connect()) {
            client.send("HEAD /a HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(client.head().header("Content-Length")).isEqualTo("13");
            client.send("GET /b HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(client.answer().body()).isEqualTo("GET /b null ");
        }
    }

    @Test
    void shouldTakeAbsoluteTargets() throws Exception {
        try (TestServer server = new TestServer(TestServer::echo);
                RawClient client = server.connect()) {
            client.send("GET http://x:80/a?q HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(client.answer().body()).isEqualTo("GET /a q ");
        }
    }

    @Test
    void shouldAnswer500AndCloseWhenTheHandlerThrows() throws Exception {
        RequestHandler broken = exchange -> {
            throw new IllegalStateException("as the test wants it");
        };
        try (TestServer server = new TestServer(broken);
                RawClient client = server.connect()) {
            client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
            RawClient.Answer answer = client.answer();
            assertThat(answer.status()).isEqualTo(500);
            assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
            assertThat(answer.header("Connection")).isEqualTo("close");
            assertThat(answer.body()).doesNotContain("as the test wants it");
            assertThat(client.ended()).isTrue();
        }
    }

    @Test
    void shouldKeepTheAnswerWhenTheHandlerThrowsAfterIt() throws Exception {
        RequestHandler broken = exchange -> {
            TestServer.echo(exchange);
            throw new IllegalStateException("as the test wants it");
        };
        try (TestServer server = new TestServer(broken);
                RawClient client = server.connect()) {
            client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(client.answer().status()).isEqualTo(200);
            client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(client.ended()).isTrue();
        }
    }

    @Test
    void shouldServeManyClientsAtOnceAndCountEachAnswer() throws Exception {
        Queue<Integer> statuses = new ConcurrentLinkedQueue<>();
        RequestHandler later = exchange -> CompletableFuture.runAsync(() -> TestServer.echo(exchange));
        try (TestServer server = new TestServer(TestServer.OPTIONS, later, (status, nanos) -> statuses.add(status))) {
            HttpClient client =
                    HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
            List<CompletableFuture<String>> answers = IntStream.range(0, 500)
                    .mapToObj(n -> client.sendAsync(post(server, "n" + n), HttpResponse.BodyHandlers.ofString())
                            .thenApply(HttpResponse::body))
                    .toList();
            for (int n = 0; n < 500; n++) {
                assertThat(answers.get(n).get()).isEqualTo("POST / null n" + n);
            }
        }
        assertThat(statuses).hasSize(500).containsOnly(200);
    }

    @Test
    void shouldSayInOneLineThatThePortIsTaken() throws Exception {
        try (TestServer server = new TestServer(TestServer::echo)) {
            HttpServerOptions taken = new HttpServerOptions(
                    "127.0.0.1",
                    server.port(),
                    1,
                    1,
                    TestServer.OPTIONS.requestTimeout(),
                    TestServer.OPTIONS.idleTimeout());
            assertThatThrownBy(() -> HttpServer.start(
                            server.loops(), taken, TestServer::echo, HttpMetrics.NONE, server.budget()))
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("cannot listen on 127.0.0.1:" + server.port() + ": ")
                    .hasMessageContaining("Address already in use")
                    .hasMessageNotContaining("\n");
        }
    }

    @Test
    void shouldSayThatTheHostIsUnknown() {
        HttpServerOptions nowhere = new HttpServerOptions(
                "no-such-host.invalid", 0, 1, 1, TestServer.OPTIONS.requestTimeout(), TestServer.OPTIONS.idleTimeout());
        assertThatThrownBy(() -> new TestServer(nowhere, TestServer::echo, HttpMetrics.NONE))
                .isInstanceOf(IOException.class)
                .hasMessage("cannot listen on no-such-host.invalid:0: unknown host");
    }

    @Test
    void shouldForgetConnectionsThatClientsBreak() throws Exception {
        try (TestServer server = new TestServer(TestServer::echo)) {
            for (int i = 0; i < 20; i++) {
                try (RawClient client = server.connect()) {
                    client.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nhal");
                    client.socket().setSoLinger(true, 0);
                }
            }
            await("no connection is left").until(() -> server.server().connections() == 0);
        }
    }

    private static HttpRequest post(TestServer server, String body) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/"))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }
}
