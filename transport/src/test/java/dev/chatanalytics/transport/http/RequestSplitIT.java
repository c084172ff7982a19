package dev.chatanalytics.transport.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However the network cuts a request, it is the same request. */
@ExtendWith(NoLeaks.class)
class RequestSplitIT {

    private static final String WITH_LENGTH_NAME = "with Content-Length";
    private static final String IN_CHUNKS_NAME = "in chunks";
    private static final String WITH_LENGTH =
            "POST /a?b HTTP/1.1\r\nHost: x\r\nContent-Length: 13\r\nX: y\r\n\r\nhällo wörld";
    private static final String IN_CHUNKS = "POST /a?b HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: Chunked\r\n\r\n"
            + "4;name=value\r\nhäl\r\n009\r\nlo wörld\r\n0\r\nTrailer: t\r\n\r\n";

    @ParameterizedTest
    @ValueSource(strings = {WITH_LENGTH_NAME, IN_CHUNKS_NAME})
    void shouldReadARequestThatIsSplitAnywhere(String name) throws Exception {
        byte[] request = (name.equals(IN_CHUNKS_NAME) ? IN_CHUNKS : WITH_LENGTH).getBytes(UTF_8);
        try (TestServer server = new TestServer(TestServer::echo);
                RawClient client = server.connect()) {
            for (int at = 1; at < request.length; at++) {
                client.send(Arrays.copyOf(request, at));
                // An answered request on the same loops makes it likely that the first part was read by itself.
                try (RawClient other = server.connect()) {
                    other.send("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                            .answer();
                }
                client.send(Arrays.copyOfRange(request, at, request.length));
                assertThat(client.answer().body()).as("split at byte %d", at).isEqualTo("POST /a b hällo wörld");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {WITH_LENGTH_NAME, IN_CHUNKS_NAME})
    void shouldReadARequestThatComesByteByByte(String name) throws Exception {
        byte[] request = (name.equals(IN_CHUNKS_NAME) ? IN_CHUNKS : WITH_LENGTH).getBytes(UTF_8);
        try (TestServer server = new TestServer(TestServer::echo);
                RawClient client = server.connect()) {
            for (byte b : request) {
                client.send(new byte[] {b});
            }
            assertThat(client.answer().body()).isEqualTo("POST /a b hällo wörld");
        }
    }
}
