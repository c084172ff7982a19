package dev.chatanalytics.transport.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoLeaks.class)
class DrainIT {

    private static final String GET = "GET /a HTTP/1.1\r\nHost: x\r\n\r\n";
    private final Queue<HttpExchange> waiting = new ConcurrentLinkedQueue<>();

    @Test
    void shouldCloseIdleConnectionsAndTakeNoNewOnes() throws Exception {
        try (TestServer server = new TestServer(TestServer::echo);
                RawClient client = server.connect()) {
            assertThat(client.send(GET).answer().status()).isEqualTo(200);
            server.server().drain();
            assertThat(client.ended()).isTrue();
            assertThatThrownBy(server::connect).isInstanceOf(IOException.class);
        }
    }

    @Test
    void shouldSayCloseWithTheNextAnswerAndClose() throws Exception {
        try (TestServer server = new TestServer(waiting::add);
                RawClient client = server.connect()) {
            client.send(GET);
            await("it is with the handler").until(() -> waiting.size() == 1);
            server.server().drain();
            TestServer.echo(waiting.remove());
            RawClient.Answer answer = client.answer();
            assertThat(answer.body()).isEqualTo("GET /a null ");
            assertThat(answer.header("Connection")).isEqualTo("close");
            assertThat(client.ended()).isTrue();
        }
    }

    @Test
    void shouldAnswerAllThatWasPipelinedBeforeItCloses() throws Exception {
        try (TestServer server = new TestServer(waiting::add);
                RawClient client = server.connect()) {
            client.send(GET + GET);
            await("both are with the handler").until(() -> waiting.size() == 2);
            server.server().drain();
            waiting.forEach(TestServer::echo);
            assertThat(client.answer().header("Connection")).isNull();
            assertThat(client.answer().header("Connection")).isEqualTo("close");
            assertThat(client.ended()).isTrue();
        }
    }

    @Test
    void shouldAnswerARequestThatWasUnderWay() throws Exception {
        try (TestServer server = new TestServer(TestServer::echo);
                RawClient client = server.connect()) {
            assertThat(client.send(GET).answer().status()).isEqualTo(200);
            client.send("POST /a HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
            assertThat(client.head().status()).isEqualTo(100);
            server.server().drain();
            client.send("hi");
            RawClient.Answer answer = client.answer();
            assertThat(answer.body()).isEqualTo("POST /a null hi");
            assertThat(answer.header("Connection")).isEqualTo("close");
        }
    }

    @Test
    void shouldSendTheAnswersThatAreDueBeforeItIsClosed() throws Exception {
        try (TestServer server = new TestServer(waiting::add);
                RawClient client = server.connect()) {
            client.send(GET).send(GET);
            await("both are with the handler, which makes them under way").until(() -> waiting.size() == 2);
            Thread closing = new Thread(server.server()::close);
            closing.start();
            await("it waits for them").until(() -> closing.getState() == Thread.State.TIMED_WAITING);
            waiting.forEach(exchange -> exchange.respond(HttpAnswer.text(Status.OK, "x")));
            assertThat(client.answer().status()).isEqualTo(200);
            assertThat(client.answer().status()).isEqualTo(200);
            assertThat(client.ended()).isTrue();
            closing.join();
        }
    }

    @Test
    void shouldCloseAlthoughAnAnswerNeverComes() throws Exception {
        try (TestServer server = new TestServer(waiting::add);
                RawClient client = server.connect()) {
            client.send(GET);
            await("it is with the handler").until(() -> waiting.size() == 1);
            server.server().close();
            assertThat(server.server().connections()).isZero();
            assertThat(client.ended()).isTrue();
            server.server().close(); // once more does nothing
            TestServer.echo(waiting.remove()); // nor does an answer that comes now
        }
    }
}
