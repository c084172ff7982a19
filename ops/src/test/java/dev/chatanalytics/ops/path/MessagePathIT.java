package dev.chatanalytics.ops.path;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One message at a time: what is stored, and what each bad input gets. */
class MessagePathIT {

    @RegisterExtension
    static final Stack stack = new Stack();

    @Test
    void shouldStoreAMessageWithItsAnalysis() throws Exception {
        RunningService service = stack.start(Map.of("nlp.timeout", "20s"));
        assertThat(stack.bots().send("m-1", "Zażółć gęślą jaźń 🙂\t\"\\N\"").join())
                .isEqualTo(202);
        Laws.awaitQuiet(service);

        assertThat(stack.database()
                        .query("SELECT concat_ws('|', nlp_status, language IS NOT NULL, sentiment IS NOT NULL,"
                                + " sentiment_score IS NOT NULL, nlp ->> 'language' = language, user_id,"
                                + " sent_at < received_at, received_at < stored_at) FROM messages"))
                .containsExactly("ok|t|t|t|t|u|t|t");
        Scrape scrape = service.scrape();
        assertThat(scrape.value("message_latency_seconds_count")).isEqualTo(1);
        assertThat(scrape.value("http_requests_total{status=\"202\"}")).isEqualTo(1);
    }

    @Test
    void shouldStoreAMessageThatIsSentTwiceOnce() throws Exception {
        RunningService service = stack.start(Map.of());
        String body =
                "{\"bot_id\":\"b\",\"message_id\":\"m-1\",\"text\":\"t\",\"timestamp\":\"" + Instant.now() + "\"}";
        for (int i = 0; i < 3; i++) {
            HttpResponse<String> answer = stack.bots().post(body).join();
            assertThat(answer.statusCode()).isEqualTo(202);
            assertThat(answer.body()).isEqualTo("{\"message_id\":\"m-1\"}");
            stack.bots().accepted.put("m-1", "t");
            Laws.awaitQuiet(service);
        }

        assertThat(stack.database().query("SELECT count(*) FROM messages")).containsExactly("1");
        assertThat(service.scrape().messages("duplicate")).isEqualTo(2);
    }

    @Test
    void shouldTakeTheLongestMessageHoweverItIsEscaped() throws Exception {
        RunningService service = stack.start(Map.of("nlp.timeout", "20s"));
        String escaped = "\\uD83D\\uDE42";
        String body = "{\"bot_id\":\"" + escaped.repeat(128) + "\",\"user_id\":\"" + escaped.repeat(128)
                + "\",\"message_id\":\"" + escaped.repeat(128) + "\",\"timestamp\":\"" + Instant.now()
                + "\",\"text\":\""
                + escaped.repeat(8_192) + "\"}";

        assertThat(stack.bots().post(body).join().statusCode()).isEqualTo(202);
        stack.bots().accepted.put("🙂".repeat(128), "🙂".repeat(8_192));
        Laws.awaitQuiet(service);
        assertThat(stack.database().query("SELECT count(*) FROM messages WHERE text = repeat('🙂', 8192)"))
                .containsExactly("1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"bot_id\":\"b\",\"text\":\"\"} | text",
                "{\"text\":\"t\"} | bot_id",
                "{\"bot_id\":\"b\",\"text\":\"t\",\"timestamp\":\"2020-01-01T00:00:00Z\"} | timestamp",
            })
    void shouldNameTheMemberThatBreaksARule(String body, String field) throws Exception {
        RunningService service = stack.start(Map.of());
        HttpResponse<String> answer = stack.bots().post(body).join();

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
        assertThat(answer.body()).contains("\"field\":\"" + field + "\"").contains("\"detail\":");
        assertThat(service.scrape().messages("rejected")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rubbish\\r\\n\\r\\n | 400",
                "POST /v1/messages HTTP/1.1\\r\\nHost: a\\r\\nContent-Type: application/json\\r\\n"
                        + "Content-Length: 5\\r\\n\\r\\n{\"a\": | 400",
                "POST /v1/messages HTTP/1.1\\r\\nHost: a\\r\\nContent-Length: 2\\r\\nTransfer-Encoding: chunked"
                        + "\\r\\n\\r\\n0\\r\\n\\r\\n | 400",
                "POST /v1/messages HTTP/1.1\\r\\nHost: a\\r\\nContent-Type: text/plain\\r\\n"
                        + "Content-Length: 2\\r\\n\\r\\n{} | 415",
                "POST /v1/messages HTTP/1.1\\r\\nHost: a\\r\\nContent-Type: application/json\\r\\n"
                        + "Content-Length: 131073\\r\\n\\r\\n | 413",
                "GET /v1/messages HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n | 405",
                "GET /nowhere HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n | 404",
            })
    void shouldAnswerBadRequests(String request, int status) throws Exception {
        RunningService service = stack.start(Map.of());

        assertThat(firstLine(service, request.replace("\\r", "\r").replace("\\n", "\n")))
                .startsWith("HTTP/1.1 " + status);
    }

    @Test
    void shouldAnswerHeadersThatAreTooLarge() throws Exception {
        RunningService service = stack.start(Map.of());

        assertThat(firstLine(service, "GET / HTTP/1.1\r\nHost: a\r\nX: " + "x".repeat(40_000) + "\r\n\r\n"))
                .startsWith("HTTP/1.1 431");
    }

    private static String firstLine(RunningService service, String request) throws IOException {
        try (Socket socket = new Socket("localhost", service.port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            StringBuilder line = new StringBuilder();
            for (int b = socket.getInputStream().read();
                    b != '\r' && b >= 0;
                    b = socket.getInputStream().read()) {
                line.append((char) b);
            }
            return line.toString();
        }
    }
}
