package dev.chatanalytics.transport.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(NoLeaks.class)
class RouterIT {

    private static final Router ROUTER = Router.of(
            Route.get("/a", TestServer::echo), Route.put("/a", TestServer::echo), Route.post("/b", TestServer::echo));

    @Test
    void shouldFindTheHandlerByMethodAndPath() throws Exception {
        try (TestServer server = new TestServer(ROUTER);
                RawClient client = server.connect()) {
            assertThat(ask(client, "GET /a?x").body()).isEqualTo("GET /a x ");
            assertThat(ask(client, "PUT /a").body()).isEqualTo("PUT /a null ");
            assertThat(ask(client, "POST /b").body()).isEqualTo("POST /b null ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /", "GET /c", "GET /a/", "GET /A", "GET /%61", "OPTIONS *", "GET //a"})
    void shouldAnswer404ToAnyOtherPath(String request) throws Exception {
        try (TestServer server = new TestServer(ROUTER);
                RawClient client = server.connect()) {
            RawClient.Answer answer = ask(client, request);
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"DELETE", "OPTIONS", "POST", "TRACE", "get", "BREW"})
    void shouldAnswer405WithAllowToAnyOtherMethod(String method) throws Exception {
        try (TestServer server = new TestServer(ROUTER);
                RawClient client = server.connect()) {
            RawClient.Answer answer = ask(client, method + " /a");
            assertThat(answer.status()).isEqualTo(405);
            assertThat(answer.header("Allow")).isEqualTo("GET, HEAD, PUT");
            assertThat(answer.body()).contains("\"detail\":\"" + method + " is not for this path");
        }
    }

    @Test
    void shouldAnswerHeadWhereThereIsGet() throws Exception {
        try (TestServer server = new TestServer(ROUTER);
                RawClient client = server.connect()) {
            client.send("HEAD /a HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(client.head().status()).isEqualTo(200);
            client.send("HEAD /b HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(client.head().header("Allow")).isEqualTo("POST");
            assertThat(ask(client, "GET /a").status()).isEqualTo(200);
        }
    }

    @Test
    void shouldNotTakeTwoHandlersForOneThing() {
        Route head = new Route("HEAD", "/a", TestServer::echo);
        assertThatThrownBy(() -> Router.of(Route.get("/a", TestServer::echo), head))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("route: HEAD /a (expected: once)");
    }

    private static RawClient.Answer ask(RawClient client, String request) throws Exception {
        return client.send(request + " HTTP/1.1\r\nHost: x\r\n\r\n").answer();
    }
}
