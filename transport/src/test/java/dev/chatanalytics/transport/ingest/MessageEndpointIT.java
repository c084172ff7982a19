package dev.chatanalytics.transport.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatanalytics.engine.OfferResult;
import dev.chatanalytics.engine.message.Rejection;
import dev.chatanalytics.transport.http.NoLeaks;
import dev.chatanalytics.transport.http.RawClient;
import dev.chatanalytics.transport.http.Route;
import dev.chatanalytics.transport.http.Router;
import dev.chatanalytics.transport.http.TestServer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(NoLeaks.class)
class MessageEndpointIT {

    private static final Duration NEVER = Duration.ofHours(1);
    private static final String RETRY_LATER = "it is safe to send it again with the same message_id";

    private final FakeInlet inlet = new FakeInlet();
    private TestServer server;
    private RawClient client;

    @BeforeEach
    void start() throws IOException {
        serve(NEVER);
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        server.close();
    }

    @Test
    void shouldAnswer202WithTheIdOfTheMessage() throws Exception {
        post("{\"a\":\"hällo\"}");
        FakeInlet.Offer offer = inlet.next();
        assertThat(offer.text()).isEqualTo("{\"a\":\"hällo\"}");
        offer.receipt().accepted("m-1");
        RawClient.Answer answer = client.answer();
        assertThat(answer.line()).isEqualTo("HTTP/1.1 202 Accepted");
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(answer.body()).isEqualTo("{\"message_id\":\"m-1\"}");
    }

    @Test
    void shouldWriteStrangeIdsAsJson() throws Exception {
        post("{}");
        inlet.next().receipt().accepted("a\"b\\c\n\u0001 grüße 日本 😀");
        assertThat(client.answer().body()).isEqualTo("{\"message_id\":\"a\\\"b\\\\c\\n\\u0001 grüße 日本 😀\"}");
    }

    @Test
    void shouldAnswer400WithTheMemberThatIsWrong() throws Exception {
        post("{}");
        inlet.next().receipt().rejected(new Rejection("text", "text: \"\" (expected: not blank)"));
        RawClient.Answer answer = client.answer();
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.header("Connection")).isNull();
        assertThat(answer.body())
                .contains("\"detail\":\"text: \\\"\\\" (expected: not blank)\"")
                .contains("\"field\":\"text\"");
    }

    @Test
    void shouldAnswer503WhenTheMessageCouldNotBeKept() throws Exception {
        post("{}");
        inlet.next().receipt().unavailable();
        RawClient.Answer answer = client.answer();
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).matches("[1-5]");
        assertThat(answer.body()).contains(RETRY_LATER);
    }

    @Test
    void shouldAnswer429WhenTheRingIsFullAndSpreadTheRetries() throws Exception {
        inlet.result = OfferResult.FULL;
        assertThat(retryAfters(429)).containsExactlyInAnyOrder("1", "2", "3");
    }

    @Test
    void shouldAnswer503WhenTheRingIsClosedAndSpreadTheRetries() throws Exception {
        inlet.result = OfferResult.CLOSED;
        assertThat(retryAfters(503)).containsExactlyInAnyOrder("1", "2", "3", "4", "5");
    }

    @Test
    void shouldAnswer503InTimeAndDropWhatTheRingSaysLater() throws Exception {
        stop();
        serve(Duration.ofMillis(50));
        post("first");
        RawClient.Answer answer = client.answer();
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).matches("[1-5]");
        assertThat(answer.body()).contains(RETRY_LATER);
        inlet.next().receipt().accepted("m-1");
        inlet.result = OfferResult.FULL;
        post("second");
        assertThat(client.answer().status())
                .as("the next answer on the connection")
                .isEqualTo(429);
    }

    @Test
    void shouldAnswerInOrderWhenReceiptsComeInAnyOrder() throws Exception {
        List<FakeInlet.Offer> offers = new ArrayList<>();
        for (int n = 0; n < 10; n++) {
            post("m-" + n);
            offers.add(inlet.next());
        }
        for (int n : new int[] {3, 0, 9, 1, 2, 8, 5, 4, 7, 6}) {
            offers.get(n).receipt().accepted(offers.get(n).text());
        }
        for (int n = 0; n < 10; n++) {
            assertThat(client.answer().body()).isEqualTo("{\"message_id\":\"m-" + n + "\"}");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "Application/JSON",
                "application/json; charset=utf-8",
                "application/json;charset=\"UTF-8\"",
                "application/json ; x=y"
            })
    void shouldTakeJson(String type) throws Exception {
        post("{}", "Content-Type: " + type + "\r\n");
        inlet.next().receipt().accepted("m-1");
        assertThat(client.answer().status()).isEqualTo(202);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Content-Type:\r\n",
                "Content-Type: text/plain\r\n",
                "Content-Type: application/jsonx\r\n",
                "Content-Type: application/x-www-form-urlencoded\r\n",
                "Content-Type: application/json\r\nContent-Encoding: gzip\r\n"
            })
    void shouldAnswer415ToAnythingElse(String headers) throws Exception {
        post("{}", headers);
        RawClient.Answer answer = client.answer();
        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.body()).contains("expected");
        assertThat(inlet.wasLeftAlone()).isTrue();
    }

    @Test
    void shouldAnswer405ToAnotherMethod() throws Exception {
        client.send("GET /v1/messages HTTP/1.1\r\nHost: x\r\n\r\n");
        RawClient.Answer answer = client.answer();
        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("Allow")).isEqualTo("POST");
    }

    @Test
    void shouldLeaveAnEmptyBodyToTheRing() throws Exception {
        post("");
        assertThat(inlet.next().body()).isEmpty();
    }

    private void serve(Duration ingestTimeout) throws IOException {
        server = new TestServer(Router.of(Route.post(MessageEndpoint.PATH, new MessageEndpoint(inlet, ingestTimeout))));
        client = server.connect();
    }

    private void post(String body) throws IOException {
        post(body, "Content-Type: application/json\r\n");
    }

    private void post(String body, String headers) throws IOException {
        client.send("POST /v1/messages HTTP/1.1\r\nHost: x\r\n" + headers + "Content-Length: "
                + body.getBytes(UTF_8).length + "\r\n\r\n" + body);
    }

    private TreeSet<String> retryAfters(int status) throws IOException {
        TreeSet<String> seconds = new TreeSet<>();
        for (int i = 0; i < 200; i++) {
            post("{}");
            RawClient.Answer answer = client.answer();
            assertThat(answer.status()).isEqualTo(status);
            seconds.add(answer.header("Retry-After"));
        }
        return seconds;
    }
}
