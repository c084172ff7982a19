package dev.chatanalytics.transport.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.chatanalytics.engine.testing.PatientAwaits;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Clients that end their side of the connection behind the request, as {@code nc -N} does, and read on. */
@ExtendWith({NoLeaks.class, PatientAwaits.class})
class HalfCloseIT {

    private static final String POST = "POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n";

    private final Queue<HttpExchange> waiting = new ConcurrentLinkedQueue<>();

    @Test
    void shouldAnswerAtOnce() throws Exception {
        try (TestServer server = new TestServer(TestServer::echo);
                RawClient client = server.connect()) {
            client.send(POST + "hi" + POST + "yo").socket().shutdownOutput();
            assertThat(client.answer().body()).isEqualTo("POST /a null hi");
            assertThat(client.answer().body()).isEqualTo("POST /a null yo");
            assertThat(client.ended()).isTrue();
            await("nothing is left").until(() -> server.connections() == 0);
        }
    }

    @Test
    void shouldAnswerLaterAndInOrder() throws Exception {
        try (TestServer server = new TestServer(waiting::add);
                RawClient client = server.connect()) {
            client.send(POST + "hi" + POST + "yo").socket().shutdownOutput();
            await("both are with the handler").until(() -> waiting.size() == 2);
            HttpExchange first = waiting.remove();
            TestServer.echo(waiting.remove());
            TestServer.echo(first);
            RawClient.Answer answer = client.answer();
            assertThat(answer.body()).isEqualTo("POST /a null hi");
            assertThat(answer.header("Connection")).isNull();
            answer = client.answer();
            assertThat(answer.body()).isEqualTo("POST /a null yo");
            assertThat(answer.header("Connection")).isEqualTo("close");
            assertThat(client.ended()).isTrue();
            await("nothing is left").until(() -> server.connections() == 0);
        }
    }

    @Test
    void shouldAnswerAClientThatHadMoreUnansweredThanWeRead() throws Exception {
        try (TestServer server = new TestServer(waiting::add);
                RawClient client = server.connect()) {
            client.send((POST + "hi").repeat(100)).socket().shutdownOutput();
            await("all are with the handler").until(() -> waiting.size() == 100);
            waiting.forEach(TestServer::echo);
            for (int i = 0; i < 100; i++) {
                assertThat(client.answer().status()).isEqualTo(200);
            }
            assertThat(client.ended()).isTrue();
        }
    }

    @Test
    void shouldDropHalfARequestAndAnswerTheWholeOnes() throws Exception {
        try (TestServer server = TestServer.withBudget(waiting::add, 1 << 20);
                RawClient client = server.connect()) {
            client.send(POST + "hi" + POST + "y").socket().shutdownOutput();
            await("the whole one is with the handler").until(() -> waiting.size() == 1);
            TestServer.echo(waiting.remove());
            assertThat(client.answer().body()).isEqualTo("POST /a null hi");
            assertThat(client.ended()).isTrue();
            await("nothing is left")
                    .until(() -> server.connections() == 0 && server.budget().used() == 0);
            assertThat(server.answered()).isEqualTo(1);
        }
    }

    @Test
    void shouldCloseAtOnceWhenNothingIsToBeAnswered() throws Exception {
        try (TestServer server = new TestServer(TestServer::echo);
                RawClient idle = server.connect();
                RawClient served = server.connect();
                RawClient half = server.connect()) {
            idle.socket().shutdownOutput();
            assertThat(idle.ended()).isTrue();
            assertThat(served.send(POST + "hi").answer().status()).isEqualTo(200);
            served.socket().shutdownOutput();
            assertThat(served.ended()).isTrue();
            half.send("POST /a HTT").socket().shutdownOutput();
            assertThat(half.ended()).isTrue();
            await("nothing is left").until(() -> server.connections() == 0);
        }
    }

    @Test
    void shouldCloseWhenBothHaveSaidThatTheyClose() throws Exception {
        try (TestServer server = new TestServer(TestServer::echo);
                RawClient client = server.connect()) {
            client.send("GET /a HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
            assertThat(client.answer().status()).isEqualTo(200);
            assertThat(client.ended()).isTrue();
            client.socket().shutdownOutput();
            await("nothing is left").until(() -> server.connections() == 0);
        }
    }

    @Test
    void shouldFreeAllWhenTheClientIsGoneBeforeItsAnswer() throws Exception {
        try (TestServer server = TestServer.withBudget(waiting::add, 1 << 20)) {
            for (boolean reset : new boolean[] {false, true}) {
                try (RawClient client = server.connect()) {
                    client.send(POST + "hi").socket().shutdownOutput();
                    await("it is with the handler").until(() -> waiting.size() == 1);
                    client.socket().setSoLinger(reset, 0);
                }
                TestServer.echo(waiting.remove());
                await("nothing is left")
                        .until(() ->
                                server.connections() == 0 && server.budget().used() == 0);
            }
        }
    }

    @Test
    void shouldAnswerBeforeItIsClosedByADrain() throws Exception {
        try (TestServer server = new TestServer(waiting::add);
                RawClient client = server.connect()) {
            client.send(POST + "hi").socket().shutdownOutput();
            await("it is with the handler").until(() -> waiting.size() == 1);
            server.server().drain();
            TestServer.echo(waiting.remove());
            assertThat(client.answer().status()).isEqualTo(200);
            assertThat(client.ended()).isTrue();
        }
    }
}
