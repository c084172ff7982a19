package dev.chatanalytics.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What could be read in two ways is not read at all: 400, close, and nothing of it reaches the handler. */
@ExtendWith(NoLeaks.class)
class MalformedRequestIT {

    @ParameterizedTest
    @ValueSource(
            strings = {
                // Two framings or two lengths
                "POST / HTTP/1.1|Host: x|Content-Length: 3|Transfer-Encoding: chunked||0||",
                "POST / HTTP/1.1|Host: x|Transfer-Encoding: chunked|Content-Length: 3||0||",
                "POST / HTTP/1.1|Host: x|Content-Length: 3|Content-Length: 4||abcd",
                "POST / HTTP/1.1|Host: x|Content-Length: 3|Content-Length: 3||abc",
                "POST / HTTP/1.1|Host: x|Content-Length: 3, 3||abc",
                "POST / HTTP/1.0|Content-Length: 3|Content-Length: 4||abcd",
                "POST / HTTP/1.0|content-length: 3|CONTENT-LENGTH: 3||abc",
                // A length that is no number
                "POST / HTTP/1.1|Host: x|Content-Length: +3||abc",
                "POST / HTTP/1.1|Host: x|Content-Length: -3||abc",
                "POST / HTTP/1.1|Host: x|Content-Length: 0x3||abc",
                "POST / HTTP/1.1|Host: x|Content-Length: 3 3||abc",
                "POST / HTTP/1.1|Host: x|Content-Length:||abc",
                "POST / HTTP/1.1|Host: x|Content-Length: 99999999999999999999||abc",
                // Transfer codings that we would have to undo, or that are hidden
                "POST / HTTP/1.1|Host: x|Transfer-Encoding: gzip, chunked||0||",
                "POST / HTTP/1.1|Host: x|Transfer-Encoding: chunked, chunked||0||",
                "POST / HTTP/1.1|Host: x|Transfer-Encoding: xchunked||0||",
                "POST / HTTP/1.1|Host: x|Transfer-Encoding: identity||",
                "POST / HTTP/1.1|Host: x|Transfer-Encoding: chunked|Transfer-Encoding: identity||0||",
                "POST / HTTP/1.1|Host: x|Transfer-Encoding : chunked||0||",
                "POST / HTTP/1.1|Host: x|Transfer-Encoding:\u000bchunked||0||",
                "POST / HTTP/1.0|Transfer-Encoding: chunked||0||",
                // Broken chunks
                "POST / HTTP/1.1|Host: x|Transfer-Encoding: chunked||-1|a|0||",
                "POST / HTTP/1.1|Host: x|Transfer-Encoding: chunked||0x1|a|0||",
                "POST / HTTP/1.1|Host: x|Transfer-Encoding: chunked||1|ab|0||",
                "POST / HTTP/1.1|Host: x|Transfer-Encoding: chunked||zz|a|0||",
                "POST / HTTP/1.1|Host: x|Transfer-Encoding: chunked||FFFFFFFFF|a|0||",
                "POST / HTTP/1.1|Host: x|Transfer-Encoding: chunked|||a|0||",
                // Hosts
                "GET / HTTP/1.1||",
                "GET / HTTP/1.1|Host: x|Host: y||",
                // Request lines
                "GET / HTTP/2.0|Host: x||",
                "GET / HTTP/1.2|Host: x||",
                "GET / HTTP/0.9||",
                "GET /||",
                "GET||",
                "rubbish||",
                "GET / a HTTP/1.1|Host: x||",
                "G(T / HTTP/1.1|Host: x||",
                // Header lines
                "GET / HTTP/1.1|Host: x|no colon||",
                "GET / HTTP/1.1|Host: x|a b: c||",
                "GET / HTTP/1.1|Host: x|: empty||",
                "GET / HTTP/1.1|Host: x|nul: a\u0000b||",
                "GET / HTTP/1.1\nHost: x\n\n",
                "GET / HTTP/1.1|Host: x\nA: b||",
                "\u0016\u0003\u0001\u0002||", // the beginning of TLS
            })
    void shouldAnswer400AndClose(String lines) throws Exception {
        Queue<HttpExchange> handled = new ConcurrentLinkedQueue<>();
        try (TestServer server = new TestServer(handled::add);
                RawClient client = server.connect()) {
            client.send(lines.replace("|", "\r\n") + "GET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n");
            RawClient.Answer answer = client.answer();
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
            assertThat(answer.header("Connection")).isEqualTo("close");
            assertThat(answer.body()).contains("\"title\":\"Bad Request\",\"status\":400,\"detail\":\"");
            assertThat(client.ended()).isTrue();
            assertThat(handled).isEmpty();
        }
    }
}
