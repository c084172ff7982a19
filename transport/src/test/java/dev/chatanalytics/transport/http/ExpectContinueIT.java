package dev.chatanalytics.transport.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoLeaks.class)
class ExpectContinueIT {

    private static final String EXPECTING =
            "POST /a HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n";

    @Test
    void shouldInviteTheBody() throws Exception {
        try (TestServer server = new TestServer(TestServer::echo);
                RawClient client = server.connect()) {
            client.send(EXPECTING);
            assertThat(client.head().line()).isEqualTo("HTTP/1.1 100 Continue");
            client.send("hi");
            assertThat(client.answer().body()).isEqualTo("POST /a null hi");
        }
    }

    @Test
    void shouldNotInviteABodyThatIsTooLong() throws Exception {
        try (TestServer server = new TestServer(TestServer::echo);
                RawClient client = server.connect()) {
            client.send(EXPECTING.replace(": 2", ": 70000"));
            assertThat(client.answer().status()).isEqualTo(413);
            assertThat(client.ended()).isTrue();
        }
    }

    @Test
    void shouldNotInviteABodyThatIsAlreadyThere() throws Exception {
        try (TestServer server = new TestServer(TestServer::echo);
                RawClient client = server.connect()) {
            client.send("POST /a HTTP/1.0\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\nhi");
            assertThat(client.answer().body()).as("HTTP/1.0 knows no 100").isEqualTo("POST /a null hi");
        }
    }

    @Test
    void shouldInviteTheBodyAfterTheAnswersThatAreDue() throws Exception {
        Queue<HttpExchange> waiting = new ConcurrentLinkedQueue<>();
        try (TestServer server = new TestServer(waiting::add);
                RawClient client = server.connect()) {
            client.send("GET /first HTTP/1.1\r\nHost: x\r\n\r\n" + EXPECTING);
            await("the first is with the handler").until(() -> waiting.size() == 1);
            TestServer.echo(waiting.remove());
            assertThat(client.answer().body()).isEqualTo("GET /first null ");
            assertThat(client.head().status()).isEqualTo(100);
            client.send("hi");
            await("the second is with the handler").until(() -> waiting.size() == 1);
            TestServer.echo(waiting.remove());
            assertThat(client.answer().body()).isEqualTo("POST /a null hi");
        }
    }
}
