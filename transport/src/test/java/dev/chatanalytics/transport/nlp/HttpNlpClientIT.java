package dev.chatanalytics.transport.nlp;

import static dev.chatanalytics.transport.nlp.ClientUnderTest.AMPLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.chatanalytics.engine.port.NlpClient;
import dev.chatanalytics.engine.port.NlpFailure;
import dev.chatanalytics.engine.port.NlpFailure.Reason;
import io.netty.channel.Channel;
import java.net.URI;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpNlpClientIT {

    private final NlpStub stub = new NlpStub(StubExchange::echo);
    private final ClientUnderTest api = new ClientUnderTest(stub.url(), 2_500, AMPLE, 2);

    @AfterEach
    void close() throws Exception {
        api.close();
        stub.close();
    }

    @Test
    void shouldPostJsonToTheUrl() {
        AtomicReference<StubExchange> seen = new AtomicReference<>();
        stub.behaviour(exchange -> {
            seen.set(exchange);
            exchange.echo();
        });

        assertThat(api.ask("hello").answer()).isEqualTo("hello");

        assertThat(seen.get().line()).isEqualTo("POST /analyze");
        assertThat(seen.get().headers().get("content-type")).isEqualTo("application/json");
        assertThat(seen.get().headers().get("user-agent")).isEqualTo("chat-analytics");
        assertThat(seen.get().headers().contains("accept-encoding")).isFalse();
        assertThat(seen.get().headers().contains("upgrade")).isFalse();
    }

    @Test
    void shouldCarryEveryCharacter() {
        StringBuilder text = new StringBuilder();
        for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
            if (Character.getType(codePoint) != Character.SURROGATE) {
                text.appendCodePoint(codePoint);
            }
            if (text.length() >= 8_000 || codePoint == Character.MAX_CODE_POINT) {
                assertThat(api.ask(text.toString()).answer()).isEqualTo(text.toString());
                text.setLength(0);
            }
        }
    }

    @Test
    void shouldAnswerTwoThousandFiveHundredCallsAtOnce() {
        stub.behaviour(exchange -> exchange.later(200, exchange::echo));

        List<Told> all = api.start(2_500);

        for (int i = 0; i < all.size(); i++) {
            assertThat(all.get(i).await().answer()).isEqualTo("text " + i);
            assertThat(all.get(i).times()).isEqualTo(1);
        }
        assertThat(stub.accepted()).isLessThanOrEqualTo(2_500);
    }

    @Test
    void shouldReuseConnections() {
        for (int i = 0; i < 50; i++) {
            assertThat(api.ask("again").answer()).isEqualTo("again");
        }

        assertThat(stub.requests()).isEqualTo(50);
        assertThat(stub.accepted()).isEqualTo(1);
    }

    @Test
    void shouldLendConnectionsByTurnsSoThatNoneIsIdleForLong() {
        int connections = 10;
        Queue<StubExchange> waiting = new ConcurrentLinkedQueue<>();
        stub.behaviour(waiting::add);
        List<Told> together = api.start(connections);
        await("all at the API at once").until(() -> waiting.size() == connections);
        waiting.forEach(StubExchange::echo);
        together.forEach(Told::await);
        Set<Channel> used = ConcurrentHashMap.newKeySet();
        stub.behaviour(exchange -> {
            used.add(exchange.connection());
            exchange.echo();
        });

        for (int i = 0; i < connections; i++) {
            api.ask("one after the other");
        }

        assertThat(used).hasSize(connections);
        assertThat(stub.accepted()).isEqualTo(connections);
    }

    @Test
    void shouldReuseTheConnectionAfterAnError() {
        stub.behaviour(exchange -> exchange.answer(500, "broken"));
        assertThat(api.ask("text").reason()).isEqualTo(Reason.SERVER_ERROR);

        stub.behaviour(StubExchange::echo);
        assertThat(api.ask("text").answer()).isEqualTo("text");

        assertThat(stub.accepted()).isEqualTo(1);
    }

    @Test
    void shouldConnectAgainWhenTheServerSaysThatItCloses() {
        stub.behaviour(exchange -> {
            if (stub.requests() % 3 == 0) {
                exchange.answerAndClose("last");
            } else {
                exchange.answer(200, "more");
            }
        });

        for (int i = 1; i <= 9; i++) {
            assertThat(api.ask("text").answer()).isEqualTo(i % 3 == 0 ? "last" : "more");
        }

        assertThat(stub.accepted()).isEqualTo(3);
    }

    @Test
    void shouldTellAnIdleConnectionClosedByTheServerAsAnswerOrLost() {
        stub.behaviour(exchange -> exchange.echo().addListener(written -> exchange.close()));

        for (int i = 0; i < 200; i++) {
            Told told = api.ask("text");
            assertThat(told.answer() != null || told.reason() == Reason.CONNECTION_LOST)
                    .as("call %s: %s", i, told.failure())
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 10_000, ClientUnderTest.MAX_ANSWER})
    void shouldTakeBodiesUpToTheLimit(int size) {
        String body = "x".repeat(size);
        stub.behaviour(exchange -> exchange.answer(200, body));

        assertThat(api.ask("text").answer()).isEqualTo(body);
    }

    @Test
    void shouldTakeABodyThatDripsIn() {
        stub.behaviour(exchange -> {
            exchange.raw("HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\n");
            drip(exchange, "dripping", 0);
        });

        assertThat(api.ask("text").answer()).isEqualTo("dripping");
    }

    @Test
    void shouldTakeAChunkedBodyAndOneThatEndsWithTheConnection() {
        stub.behaviour(exchange -> exchange.raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "3\r\none\r\n4\r\n two\r\n0\r\nTrailer: x\r\n\r\n"));
        assertThat(api.ask("text").answer()).isEqualTo("one two");

        stub.behaviour(
                exchange -> exchange.raw("HTTP/1.1 200 OK\r\n\r\nall of it").addListener(written -> exchange.close()));
        assertThat(api.ask("text").answer()).isEqualTo("all of it");
    }

    @Test
    void shouldTakeTheAnswerAfterAContinue() {
        stub.behaviour(exchange -> {
            exchange.raw("HTTP/1.1 100 Continue\r\n\r\n");
            exchange.echo();
        });

        assertThat(api.ask("first").answer()).isEqualTo("first");
        assertThat(api.ask("second").answer()).isEqualTo("second");
        assertThat(stub.requests()).isEqualTo(2);
    }

    @Test
    void shouldNotMistakeTheAnswerAfterAnInterimOneForTheNext() {
        stub.behaviour(exchange -> {
            exchange.raw("HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n");
            exchange.echo();
        });
        assertThat(api.ask("first").answer()).isEqualTo("first");

        stub.behaviour(StubExchange::echo);
        assertThat(api.ask("second").answer()).isEqualTo("second");
    }

    @Test
    void shouldKeepServingAfterTheApiCameBack() {
        stub.behaviour(StubExchange::reset);
        api.start(50).forEach(told -> assertThat(told.await().reason()).isEqualTo(Reason.CONNECTION_LOST));

        stub.behaviour(StubExchange::echo);
        assertThat(api.ask("text").answer()).isEqualTo("text");
    }

    @Test
    void shouldGoOnWhenACallbackThrows() {
        api.client.analyze("text", new NlpClient.Callback() {
            @Override
            public void answered(byte[] body) {
                throw new IllegalStateException("thrown on purpose");
            }

            @Override
            public void failed(NlpFailure failure) {
                throw new IllegalStateException("thrown on purpose");
            }
        });
        await("request arrived").until(() -> stub.requests() == 1);

        assertThat(api.start(100))
                .allSatisfy(told -> assertThat(told.await().reason()).isNull());
    }

    @Test
    void shouldResolveNames() throws Exception {
        URI named = URI.create(stub.url().toString().replace("127.0.0.1", "localhost"));
        try (HttpNlpClient byName = HttpNlpClient.start(
                api.loops, api.timer, new HttpNlpClientOptions(named, 1, AMPLE, ClientUnderTest.MAX_ANSWER))) {
            assertThat(Told.by(byName, "text").answer()).isEqualTo("text");
        }
    }

    @Test
    void shouldAcceptHttps() throws Exception {
        HttpNlpClientOptions options =
                new HttpNlpClientOptions(URI.create("https://127.0.0.1:1/"), 1, AMPLE, ClientUnderTest.MAX_ANSWER);
        try (HttpNlpClient secure = HttpNlpClient.start(api.loops, api.timer, options)) {
            assertThat(Told.by(secure, "text").reason()).isEqualTo(Reason.CONNECT);
        }
    }

    private static void drip(StubExchange exchange, String text, int at) {
        if (at < text.length()) {
            exchange.raw(text.substring(at, at + 1));
            exchange.later(5, () -> drip(exchange, text, at + 1));
        }
    }
}
