package dev.chatanalytics.transport.nlp;

import static dev.chatanalytics.transport.nlp.ClientUnderTest.AMPLE;
import static dev.chatanalytics.transport.nlp.ClientUnderTest.MAX_ANSWER;
import static dev.chatanalytics.transport.nlp.Compression.deflate;
import static dev.chatanalytics.transport.nlp.Compression.gzip;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatanalytics.engine.port.NlpFailure.Reason;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers with a {@code Content-Encoding}, which nobody has asked for. */
class CompressedAnswersIT {

    private static final String TEXT = "{\"language\":\"de\",\"text\":\"Grüße\"}";
    private static final byte[] BYTES = TEXT.getBytes(UTF_8);

    private final NlpStub stub = new NlpStub(StubExchange::echo);
    private final ClientUnderTest api = new ClientUnderTest(stub.url(), 1, AMPLE, 1);

    @AfterEach
    void close() throws Exception {
        api.close();
        stub.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "x-gzip", "GZip", "X-GZIP", " gzip "})
    void shouldInflateGzip(String name) {
        assertThat(ask(name, gzip(BYTES)).answer()).isEqualTo(TEXT);
        assertOtherCallsGoOn();
    }

    @ParameterizedTest
    @ValueSource(strings = {"deflate", "Deflate"})
    void shouldInflateDeflateWithItsFrameAndWithout(String name) {
        assertThat(ask(name, deflate(BYTES, true)).answer()).isEqualTo(TEXT);
        assertThat(ask(name, deflate(BYTES, false)).answer()).isEqualTo(TEXT);
        assertOtherCallsGoOn();
    }

    @ParameterizedTest
    @ValueSource(strings = {"identity", ""})
    void shouldTakeWhatIsNotEncodedAsItIs(String name) {
        assertThat(ask(name, BYTES).answer()).isEqualTo(TEXT);
    }

    @Test
    void shouldInflateWhatComesInChunksSplitAnywhere() {
        byte[] body = gzip(BYTES);
        for (int i = 1; i < body.length; i++) {
            byte[] first = Arrays.copyOf(body, i);
            byte[] second = Arrays.copyOfRange(body, i, body.length);
            stub.behaviour(exchange -> {
                exchange.raw("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n");
                chunk(exchange, first);
                exchange.later(1, () -> {
                    chunk(exchange, second);
                    exchange.raw("0\r\n\r\n");
                });
            });
            assertThat(api.ask("text").answer()).as("split at %s", i).isEqualTo(TEXT);
        }
        assertThat(stub.accepted()).isEqualTo(1);
    }

    @Test
    void shouldInflateWhatEndsWithTheConnection() {
        stub.behaviour(exchange -> {
            exchange.raw("HTTP/1.0 200 OK\r\nContent-Encoding: gzip\r\n\r\n");
            exchange.raw(gzip(BYTES)).addListener(written -> exchange.close());
        });

        assertThat(api.ask("text").answer()).isEqualTo(TEXT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate"})
    void shouldTakeAnEmptyBodyAsEmpty(String name) {
        assertThat(ask(name, new byte[0]).answer()).isEmpty();
        assertOtherCallsGoOn();
    }

    @Test
    void shouldTakeBodiesUpToTheLimitHoweverWellTheyAreCompressed() {
        byte[] poor = new byte[MAX_ANSWER];
        new Random(7).nextBytes(poor);
        for (int i = 0; i < poor.length; i++) {
            poor[i] &= 0x7F;
        }
        byte[] good = "x".repeat(MAX_ANSWER).getBytes(UTF_8);

        assertThat(ask("gzip", gzip(poor)).answer()).isEqualTo(new String(poor, UTF_8));
        assertThat(ask("gzip", gzip(good)).answer()).isEqualTo(new String(good, UTF_8));
        assertThat(ask("deflate", deflate(good, true)).answer()).isEqualTo(new String(good, UTF_8));
    }

    @Test
    void shouldRefuseOneByteMoreThanTheLimit() {
        byte[] more = "x".repeat(MAX_ANSWER + 1).getBytes(UTF_8);

        assertThat(ask("gzip", gzip(more)).reason()).isEqualTo(Reason.BAD_ANSWER);
        assertThat(ask("deflate", deflate(more, false)).reason()).isEqualTo(Reason.BAD_ANSWER);
        assertOtherCallsGoOn();
    }

    @Test
    void shouldRefuseABomb() {
        byte[] bomb = gzip(new byte[50 << 20]);
        assertThat(bomb).hasSizeLessThan(MAX_ANSWER);

        assertThat(ask("gzip", bomb).reason()).isEqualTo(Reason.BAD_ANSWER);
        assertOtherCallsGoOn();
    }

    @Test
    void shouldRefuseWhatIsCutOffAnywhere() {
        byte[] gzip = gzip(BYTES);
        for (int length = 1; length < gzip.length; length++) {
            assertThat(ask("gzip", Arrays.copyOf(gzip, length)).reason())
                    .as("gzip to %s", length)
                    .isEqualTo(Reason.BAD_ANSWER);
        }
        byte[] zlib = deflate(BYTES, true);
        for (int length = 1; length < zlib.length; length++) {
            assertThat(ask("deflate", Arrays.copyOf(zlib, length)).reason())
                    .as("zlib to %s", length)
                    .isEqualTo(Reason.BAD_ANSWER);
        }
        byte[] raw = deflate(BYTES, false);
        for (int length = 1; length < raw.length; length++) {
            assertThat(ask("deflate", Arrays.copyOf(raw, length)).reason())
                    .as("raw to %s", length)
                    .isEqualTo(Reason.BAD_ANSWER);
        }
        assertThat(stub.accepted()).isEqualTo(1);
    }

    @Test
    void shouldRefuseWhatIsDamagedOrNotEncodedAtAll() {
        byte[] damaged = gzip(BYTES);
        damaged[damaged.length - 6] ^= 1; // of the checksum

        assertThat(ask("gzip", damaged).reason()).isEqualTo(Reason.BAD_ANSWER);
        assertThat(ask("gzip", BYTES).reason()).isEqualTo(Reason.BAD_ANSWER);
        assertThat(ask("deflate", BYTES).reason()).isEqualTo(Reason.BAD_ANSWER);
        assertOtherCallsGoOn();
    }

    @ParameterizedTest
    @ValueSource(strings = {"br", "zstd", "gzip, gzip", "snappy"})
    void shouldRefuseUnknownEncodings(String name) {
        assertThat(ask(name, BYTES).reason()).isEqualTo(Reason.BAD_ANSWER);
        assertOtherCallsGoOn();
    }

    @Test
    void shouldNotLookIntoTheBodyOfAnError() {
        stub.behaviour(exchange ->
                exchange.raw("HTTP/1.1 503 Unavailable\r\nContent-Encoding: br\r\nContent-Length: 1\r\n\r\nx"));

        assertThat(api.ask("text").reason()).isEqualTo(Reason.SERVER_ERROR);
        assertOtherCallsGoOn();
    }

    private Told ask(String encoding, byte[] body) {
        stub.behaviour(exchange -> {
            exchange.raw("HTTP/1.1 200 OK\r\nContent-Encoding: " + encoding + "\r\nContent-Length: " + body.length
                    + "\r\n\r\n");
            exchange.raw(body);
        });
        return api.ask("text");
    }

    private static void chunk(StubExchange exchange, byte[] bytes) {
        exchange.raw(Integer.toHexString(bytes.length) + "\r\n");
        exchange.raw(bytes);
        exchange.raw("\r\n");
    }

    private void assertOtherCallsGoOn() {
        stub.behaviour(StubExchange::echo);
        assertThat(api.ask("as it is").answer()).isEqualTo("as it is");
        assertThat(stub.accepted()).isEqualTo(1);
    }
}
