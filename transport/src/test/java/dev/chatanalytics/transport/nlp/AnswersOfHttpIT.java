package dev.chatanalytics.transport.nlp;

import static dev.chatanalytics.transport.nlp.ClientUnderTest.AMPLE;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatanalytics.engine.port.NlpFailure.Reason;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What HTTP/1.1 allows servers to send. */
class AnswersOfHttpIT {

    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\ngood";
    private static final String INTERIM = "HTTP/1.1 100 Continue\r\n\r\n"
            + "HTTP/1.1 102 Processing\r\nServer: x\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n";

    @ParameterizedTest
    @ValueSource(ints = {1, 51, 101})
    void shouldPassOverInterimAnswersHoweverTheyAreSplit(int from) throws Exception {
        String all = INTERIM + OK;
        int[] split = {from};
        try (NlpStub stub = new NlpStub(exchange -> exchange.raw(all.substring(0, split[0]))
                        .addListener(first -> exchange.later(1, () -> exchange.raw(all.substring(split[0])))));
                ClientUnderTest api = new ClientUnderTest(stub.url(), AMPLE)) {
            for (; split[0] < Math.min(from + 50, all.length()); split[0]++) {
                Told told = api.ask("text");
                assertThat(told.answer()).as("split at %s: %s", split[0], told).isEqualTo("good");
            }
            assertThat(stub.accepted()).isEqualTo(1);
        }
    }

    @Test
    void shouldNotTakeAnUpgradeForAnAnswer() throws Exception {
        assertThat(ask("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n" + OK, false)
                        .reason())
                .isEqualTo(Reason.BAD_ANSWER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\n\r\ngood",
                "HTTP/1.0 200 OK\r\n\r\ngood",
                "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\ngood"
            })
    void shouldTakeABodyThatEndsWithTheConnection(String answer) throws Exception {
        assertThat(ask(answer, true).answer()).isEqualTo("good");
    }

    @ParameterizedTest
    @CsvSource({"gzip", "x-gzip", "GZIP", "deflate", "identity"})
    void shouldInflate(String encoding) throws Exception {
        String text = "good".repeat(1_000);
        byte[] body = compress(encoding, text.getBytes(UTF_8));
        try (NlpStub stub = new NlpStub(exchange -> send(exchange, encoding, body));
                ClientUnderTest api = new ClientUnderTest(stub.url(), AMPLE)) {
            assertThat(api.ask("text").answer()).isEqualTo(text);
            assertThat(api.ask("once more").answer()).isEqualTo(text);
            stub.behaviour(StubExchange::echo);
            assertThat(api.ask("plain").answer()).isEqualTo("plain");
            assertThat(stub.accepted()).isEqualTo(1);
        }
    }

    @Test
    void shouldHoldAnInflatedAnswerToItsLimit() throws Exception {
        byte[] bomb = compress("gzip", new byte[100 << 20]);
        try (NlpStub stub = new NlpStub(exchange -> send(exchange, "gzip", bomb));
                ClientUnderTest api = new ClientUnderTest(stub.url(), AMPLE)) {
            assertThat(api.ask("text").reason()).isIn(Reason.BAD_ANSWER, Reason.CONNECTION_LOST);
            stub.behaviour(StubExchange::echo);
            assertThat(api.ask("after it").answer()).isEqualTo("after it");
        }
    }

    @Test
    void shouldNotMakeAnAnswerOfWhatIsNotCompressedAsItSays() throws Exception {
        try (NlpStub stub = new NlpStub(exchange -> send(exchange, "gzip", "not gzip".getBytes(UTF_8)));
                ClientUnderTest api = new ClientUnderTest(stub.url(), AMPLE)) {
            assertThat(api.ask("text").answer()).isNullOrEmpty();
        }
    }

    private static Told ask(String answer, boolean close) throws Exception {
        try (NlpStub stub = new NlpStub(exchange -> exchange.raw(answer).addListener(written -> {
                    if (close) {
                        exchange.close();
                    }
                }));
                ClientUnderTest api = new ClientUnderTest(stub.url(), AMPLE)) {
            return api.ask("text");
        }
    }

    private static void send(StubExchange exchange, String encoding, byte[] body) {
        String head =
                "HTTP/1.1 200 OK\r\nContent-Encoding: " + encoding + "\r\nContent-Length: " + body.length + "\r\n\r\n";
        exchange.connection()
                .pipeline()
                .firstContext()
                .writeAndFlush(Unpooled.wrappedBuffer(head.getBytes(ISO_8859_1), body));
    }

    private static byte[] compress(String encoding, byte[] bytes) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (OutputStream out = encoding.equals("identity")
                ? compressed
                : encoding.equals("deflate")
                        ? new DeflaterOutputStream(compressed)
                        : new GZIPOutputStream(compressed)) {
            out.write(bytes);
        }
        return compressed.toByteArray();
    }
}
