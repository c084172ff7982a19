package dev.chatanalytics.perf.load.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ResponseParserTest {

    private static final String ACCEPTED = "HTTP/1.1 202 Accepted\r\ncontent-type: application/json\r\n"
            + "Content-LENGTH: 6\r\nX-Long: " + "x".repeat(1000) + "\r\n\r\n{\"a\":1";

    private final ResponseParser parser = new ResponseParser();

    @Test
    void shouldReadOneResponseSplitAtEveryByte() {
        for (int cut = 0; cut < ACCEPTED.length(); cut++) {
            assertThat(parser.feed(bytes(ACCEPTED.substring(0, cut))))
                    .as("complete after %d bytes", cut)
                    .isFalse();
            assertThat(parser.feed(bytes(ACCEPTED.substring(cut))))
                    .as("complete, cut at %d", cut)
                    .isTrue();
            assertThat(parser.status()).isEqualTo(202);
            assertThat(parser.close()).isFalse();
            parser.reset();
        }
    }

    @Test
    void shouldReadOneByteAtATime() {
        for (int i = 0; i < ACCEPTED.length() - 1; i++) {
            assertThat(parser.feed(bytes(ACCEPTED.substring(i, i + 1)))).isFalse();
        }
        assertThat(parser.feed(bytes("1"))).isTrue();
    }

    @Test
    void shouldLeaveTheNextResponseInTheBuffer() {
        ByteBuf two = bytes(ACCEPTED + "HTTP/1.1 429 Too Many Requests\r\nRetry-After: 1\r\nContent-Length: 0\r\n\r\n");
        assertThat(parser.feed(two)).isTrue();
        parser.reset();
        assertThat(parser.feed(two)).isTrue();
        assertThat(parser.status()).isEqualTo(429);
        assertThat(two.isReadable()).isFalse();
    }

    @Test
    void shouldSeeThatTheServerCloses() {
        assertThat(parser.feed(bytes("HTTP/1.1 503 No\r\nConnection: Close\r\ncontent-length:0\r\n\r\n")))
                .isTrue();
        assertThat(parser.close()).isTrue();
        parser.reset();
        assertThat(parser.feed(bytes("HTTP/1.0 202 Old\r\ncontent-length:0\r\n\r\n")))
                .isTrue();
        assertThat(parser.close()).isTrue();
        parser.reset();
        assertThat(parser.close()).isFalse();
    }

    @Test
    void shouldPassOverInterimResponses() {
        assertThat(parser.feed(bytes("HTTP/1.1 100 Continue\r\n\r\n" + ACCEPTED)))
                .isTrue();
        assertThat(parser.status()).isEqualTo(202);
    }

    @Test
    void shouldSayWhatItDoesNotUnderstand() {
        refuse("SMTP ready at your service\r\n", "not an HTTP/1 response: SMTP");
        refuse("HTTP/1.1 202 OK\r\n\r\n", "without Content-Length");
        refuse("HTTP/1.1 202 OK\r\nTransfer-Encoding: chunked\r\n", "Transfer-Encoding: chunked");
        refuse("HTTP/1.1 202 OK\r\nContent-Length: six\r\n", "not a number in: Content-Length: six");
        refuse("HTTP/1.1 2x2 OK\r\n", "not a number");
    }

    private static void refuse(String response, String why) {
        assertThatThrownBy(() -> new ResponseParser().feed(bytes(response)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }

    private static ByteBuf bytes(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1);
    }
}
