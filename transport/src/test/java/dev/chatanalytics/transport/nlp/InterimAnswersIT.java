package dev.chatanalytics.transport.nlp;

import static dev.chatanalytics.transport.nlp.ClientUnderTest.AMPLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.chatanalytics.engine.port.NlpFailure.Reason;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that are not yet the answer. */
class InterimAnswersIT {

    private static final String INTERIM = "HTTP/1.1 100 Continue\r\n\r\n"
            + "HTTP/1.1 102 Processing\r\nX: 1\r\n\r\n"
            + "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\nContent-Length: 5\r\n\r\n";

    private final NlpStub stub = new NlpStub(StubExchange::echo);
    private final ClientUnderTest api = new ClientUnderTest(stub.url(), 1, AMPLE, 1);

    @AfterEach
    void close() throws Exception {
        api.close();
        stub.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 102, 103, 104, 199})
    void shouldBePassedOver(int status) {
        stub.behaviour(exchange -> {
            exchange.raw("HTTP/1.1 " + status + " Not Yet\r\n\r\n");
            exchange.echo();
        });

        assertThat(api.ask("first").answer()).isEqualTo("first");
        assertThat(api.ask("second").answer()).isEqualTo("second");
        assertThat(stub.accepted()).isEqualTo(1);
    }

    @Test
    void shouldBePassedOverHoweverTheyAreSplit() {
        String all = INTERIM + "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nfirst";
        for (int i = 1; i < all.length(); i++) {
            int at = i;
            stub.behaviour(exchange -> {
                exchange.raw(all.substring(0, at));
                exchange.later(1, () -> exchange.raw(all.substring(at)));
            });
            assertThat(api.ask("text").answer()).as("split at %s", at).isEqualTo("first");

            stub.behaviour(StubExchange::echo);
            assertThat(api.ask("second").answer()).as("after split at %s", at).isEqualTo("second");
        }
        assertThat(stub.accepted()).isEqualTo(1);
    }

    @Test
    void shouldBePassedOverByteByByte() {
        String all = INTERIM + "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nfirst\r\n0\r\n\r\n";
        stub.behaviour(exchange -> drip(exchange, all, 0));

        assertThat(api.ask("text").answer()).isEqualTo("first");

        stub.behaviour(StubExchange::echo);
        assertThat(api.ask("second").answer()).isEqualTo("second");
        assertThat(stub.accepted()).isEqualTo(1);
    }

    @Test
    void shouldKeepTheReasonOfTheFinalAnswer() {
        stub.behaviour(exchange -> {
            exchange.raw(INTERIM);
            exchange.answer(500, "broken");
        });

        assertThat(api.ask("text").reason()).isEqualTo(Reason.SERVER_ERROR);
    }

    @Test
    void shouldNotBeTakenForTheAnswerWhenNoneFollows() {
        stub.behaviour(exchange -> exchange.raw(INTERIM).addListener(written -> exchange.close()));

        assertThat(api.ask("text").reason()).isEqualTo(Reason.CONNECTION_LOST);
    }

    @Test
    void shouldNotKeepTheCallWhenTheyAreNoHttp() {
        stub.behaviour(exchange -> exchange.raw("HTTP/1.1 103 Early Hints\r\nX: " + "x".repeat(20_000) + "\r\n\r\n"));

        assertThat(api.ask("text").reason()).isEqualTo(Reason.CONNECTION_LOST);
    }

    @Test
    void shouldNotPutOffTheTimeOut() throws Exception {
        stub.behaviour(InterimAnswersIT::goOn);
        try (ClientUnderTest impatient = new ClientUnderTest(stub.url(), Duration.ofMillis(100))) {
            assertThat(impatient.ask("text").reason()).isEqualTo(Reason.TIMEOUT);
        }
    }

    @Test
    void shouldRefuseAnotherProtocol() {
        stub.behaviour(exchange -> {
            exchange.raw("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n");
            exchange.echo();
        });

        assertThat(api.ask("text").reason()).isEqualTo(Reason.BAD_ANSWER);
        await("connection closed").until(() -> stub.open() == 0);
    }

    private static void goOn(StubExchange exchange) {
        exchange.raw("HTTP/1.1 102 Processing\r\n\r\n").addListener(written -> {
            if (written.isSuccess()) {
                exchange.later(10, () -> goOn(exchange));
            }
        });
    }

    private static void drip(StubExchange exchange, String text, int at) {
        if (at < text.length()) {
            exchange.raw(text.substring(at, at + 1));
            exchange.later(1, () -> drip(exchange, text, at + 1));
        }
    }
}
