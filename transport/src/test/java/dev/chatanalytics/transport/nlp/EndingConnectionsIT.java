package dev.chatanalytics.transport.nlp;

import static dev.chatanalytics.transport.nlp.ClientUnderTest.AMPLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.chatanalytics.engine.port.NlpFailure.Reason;
import io.netty.channel.socket.SocketChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that end with their connection, and connections that end before their answer. */
class EndingConnectionsIT {

    private final NlpStub stub = new NlpStub(StubExchange::echo);
    private final ClientUnderTest api = new ClientUnderTest(stub.url(), 1, AMPLE, 1);

    @AfterEach
    void close() throws Exception {
        api.close();
        stub.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\n\r\n",
                "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n",
                "HTTP/1.0 200 OK\r\n\r\n",
                "HTTP/1.0 200 OK\r\nConnection: keep-alive\r\n\r\n"
            })
    void shouldTellTheBodyWhenTheConnectionEnds(String head) {
        for (String body : new String[] {"", "all of it", "x".repeat(ClientUnderTest.MAX_ANSWER)}) {
            stub.behaviour(exchange -> exchange.raw(head + body).addListener(written -> exchange.close()));
            assertThat(api.ask("text").answer()).isEqualTo(body);
        }
    }

    @Test
    void shouldTellTheBodyWhenTheApiOnlyEndsItsSide() {
        stub.behaviour(exchange -> exchange.raw("HTTP/1.1 200 OK\r\n\r\nall of it")
                .addListener(written -> ((SocketChannel) exchange.connection()).shutdownOutput()));

        assertThat(api.ask("text").answer()).isEqualTo("all of it");
        await("connection closed").until(() -> stub.open() == 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1", "HTTP/1.0"})
    void shouldNotWaitForTheEndOfAConnectionThatIsToBeClosed(String version) {
        stub.behaviour(exchange ->
                exchange.raw(version + " 200 OK\r\nConnection: close\r\nContent-Length: 9\r\n\r\nall of it"));
        assertThat(api.ask("text").answer()).isEqualTo("all of it");
        await("connection closed").until(() -> stub.open() == 0);

        stub.behaviour(StubExchange::echo);
        assertThat(api.ask("second").answer()).isEqualTo("second");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\n\r\n",
                "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n",
                "HTTP/1.0 200 OK\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n"
            })
    void shouldNotTakeHalfABodyForAWholeOneAfterAReset(String head) {
        for (String half : new String[] {"", "half"}) {
            stub.behaviour(
                    exchange -> exchange.raw(head + half).addListener(written -> exchange.later(20, exchange::reset)));
            assertThat(api.ask("text").reason()).isEqualTo(Reason.CONNECTION_LOST);
        }
        stub.behaviour(StubExchange::echo);
        assertThat(api.ask("second").answer()).isEqualTo("second");
    }

    @ParameterizedTest
    @ValueSource(strings = {"H", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nContent-Le", "HTTP/1.1 200 OK\r\nX: y\r\n"})
    void shouldLoseTheConnectionWithinTheHead(String part) {
        stub.behaviour(exchange -> exchange.raw(part).addListener(written -> exchange.close()));

        assertThat(api.ask("text").reason()).isEqualTo(Reason.CONNECTION_LOST);
    }

    @Test
    void shouldNotReadABodyWithoutEndToTheEnd() {
        stub.behaviour(
                exchange -> exchange.raw("HTTP/1.0 200 OK\r\n\r\n" + "x".repeat(ClientUnderTest.MAX_ANSWER + 1)));

        assertThat(api.ask("text").reason()).isEqualTo(Reason.BAD_ANSWER);
        await("connection closed").until(() -> stub.open() == 0);
    }
}
