package dev.chatanalytics.transport.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatanalytics.transport.http.NoLeaks;
import java.util.SplittableRandom;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ways to hide one request in another that need more luck than a short fuzz run has: each is refused as a whole. */
@ExtendWith({NoLeaks.class, QuietLog.class})
class SmugglingIT {

    private static final String HEAD = "POST /v1/messages HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n";
    private static final String HIDDEN = HEAD + "Content-Length: 2\r\n\r\n{}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                // Sizes that wrap around at 32 or 64 bits to 0, or to 5
                "100000000|0||",
                "100000000||",
                "100000005|hello|0||",
                "10000000000000000||",
                "10000000000000005|hello|0||",
                "F00000000||",
                // Sizes that end early, or late
                "0 5||",
                "0\t||",
                "0\u000b||",
                "0\u0000||",
                " 0||",
                "0x0||",
                "0_0||",
                "-0||",
                "+0||",
                "0\r||",
                "0\n||",
                "0;a\n||",
                "0;a\u0000||",
                // Data that end elsewhere than the size says
                "5|hello\n0||",
                "5|hello0||",
                "5\nhello|0||",
                "5\rhello|0||",
                // Trailers that are none
                "0|X y||",
                "0|X: y\n\n",
                "0|: y||",
                "0|X : y||",
            })
    void shouldRefuseChunksThatEndInTwoWays(String chunks) throws Exception {
        shouldRefuse(HEAD + "Transfer-Encoding: chunked\r\n\r\n" + chunks.replace("|", "\r\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Transfer-Encoding:| chunked|Content-Length: 0",
                "Transfer-Encoding:|\tchunked",
                "X: y| Content-Length: 5",
                "Content-Length:| 0",
                "Content-Length: 1| 0",
                " X: y",
                "X: y\rContent-Length: 5",
                "X: y\nContent-Length: 5",
                "Content-Length: 0\u000b",
                "Content-Length: \u00b2",
            })
    void shouldRefuseHeadersThatReadInTwoWays(String headers) throws Exception {
        shouldRefuse(HEAD + headers.replace("|", "\r\n") + "\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET  /v1/messages HTTP/1.1",
                "GET\t/v1/messages HTTP/1.1",
                "GET /v1/messages  HTTP/1.1",
                "GET /v1/messages\u000bHTTP/1.1",
                "GET /v1/messages\rHTTP/1.1",
                "GET /v1/messages HTTP/1.1 ",
                " GET /v1/messages HTTP/1.1",
                "\u0000GET /v1/messages HTTP/1.1",
                "GET /v1/\u00e4 HTTP/1.1",
                "GET /v1/\u0000 HTTP/1.1",
                "GET /v1/\u007f HTTP/1.1",
                "GET /v1/messages HTTP/1.1 HTTP/1.1",
                "PRI * HTTP/2.0",
            })
    void shouldRefuseRequestLinesThatReadInTwoWays(String line) throws Exception {
        shouldRefuse(line + "\r\nHost: x\r\n\r\n");
    }

    private static void shouldRefuse(String request) throws Exception {
        byte[] stream = (request + HIDDEN).getBytes(ISO_8859_1);
        for (int seed = 0; seed < 4; seed++) { // in different pieces
            try (Front front = new Front(Front.OPTIONS, (receipt, id) -> receipt.accepted(id));
                    WireClient client = new WireClient(front.port())) {
                client.sendInPieces(stream, new SplittableRandom(seed));
                WireClient.Answer answer = client.answer("");
                assertThat(answer).isNotNull();
                assertThat(answer.status()).isEqualTo(400);
                assertThat(answer.closes()).isTrue();
                assertThat(client.answer("")).as("behind it").isNull();
                assertThat(front.offered).isEmpty();
            }
        }
    }
}
