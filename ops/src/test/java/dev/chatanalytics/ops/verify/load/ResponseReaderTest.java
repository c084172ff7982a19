package dev.chatanalytics.ops.verify.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseReaderTest {

    private final ResponseReader reader = new ResponseReader();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            HTTP/1.1 202 Accepted~Content-Length: 5~~12345                              | 202 | false
            HTTP/1.1 503 Service Unavailable~connection: Close~content-length: 0~~      | 503 | true
            HTTP/1.1 204 No Content~~                                                   | 204 | false
            HTTP/1.0 200 OK~Content-Length: 1~~x                                        | 200 | true
            HTTP/1.1 200 OK~Transfer-Encoding: chunked~~3;a=b~abc~A~0123456789~0~T: v~~ | 200 | false
            HTTP/1.1 100 Continue~~HTTP/1.1 429 Too Many~Content-Length: 2~~{}          | 429 | false
            """)
    void shouldFindTheEndByteByByte(String response, int status, boolean closes) throws IOException {
        byte[] bytes = response.replace("~", "\r\n").getBytes(ISO_8859_1);
        for (int i = 0; i < bytes.length - 1; i++) {
            assertThat(reader.feed(ByteBuffer.wrap(bytes, i, 1))).as("at %d", i).isFalse();
        }
        assertThat(reader.feed(ByteBuffer.wrap(bytes, bytes.length - 1, 1))).isTrue();
        assertThat(reader.status()).isEqualTo(status);
        assertThat(reader.closes()).isEqualTo(closes);
    }

    @Test
    void shouldLeaveTheNextResponseAlone() throws IOException {
        ByteBuffer two =
                bytes("HTTP/1.1 202 A\r\nContent-Length: 1\r\n\r\nxHTTP/1.1 400 B\r\nContent-Length: 0\r\n\r\n");

        assertThat(reader.feed(two)).isTrue();
        assertThat(reader.status()).isEqualTo(202);
        reader.reset();
        assertThat(reader.feed(two)).isTrue();
        assertThat(reader.status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"220 smtp.example.org\r\n", "HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n"})
    void shouldRefuseWhatIsNoHttp(String response) {
        assertThatThrownBy(() -> reader.feed(bytes(response))).isInstanceOf(IOException.class);
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(ISO_8859_1));
    }
}
