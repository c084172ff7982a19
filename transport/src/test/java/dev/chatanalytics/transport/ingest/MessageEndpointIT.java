package dev.chatanalytics.transport.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.chatanalytics.engine.OfferResult;
import dev.chatanalytics.engine.Sender;
import dev.chatanalytics.engine.Submission;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(NoLeaks.class)
class MessageEndpointIT {

    private static final Duration NEVER = Duration.ofHours(1);
    private static final String RETRY_LATER = "it is safe to send it again with the same message_id";

    private static final String HEAD = "POST /v1/messages HTTP/1.1\r\nHost: x\r\n";

    private final FakeInlet inlet = new FakeInlet();
    private TestServer server;
    private RawClient client;

    @BeforeEach
    void start() throws IOException {
        MessageEndpoint messages = new MessageEndpoint(inlet, NEVER, NEVER);
        server = new TestServer(Router.of(Route.post(MessageEndpoint.PATH, messages)));
        client = server.connect();
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        server.close();
    }

    @Test
    void shouldAnswer202WithTheIdOfTheMessage() throws Exception {
        post("{\"a\":\"hällo\"}");
        Submission offer = inlet.next();
        assertThat(FakeInlet.text(offer)).isEqualTo("{\"a\":\"hällo\"}");
        assertThat(offer.sender()).isEqualTo(Sender.ANONYMOUS);
        assertThat(offer.receipt().isWithdrawn()).isFalse();
        assertThat(offer.receipt().accepted("m-1")).isTrue();
        assertThat(offer.receipt().isWithdrawn()).isTrue();
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
        assertThat(answer.header("Retry-After")).isEqualTo("7");
        assertThat(answer.body()).contains(RETRY_LATER);
    }

    @ParameterizedTest
    @CsvSource({
        "FULL, 429, nearly full",
        "OUT_OF_SLOTS, 429, under way for so long",
        "LOG_SLOW, 503, disk is too slow",
        "STARTING, 503, is still starting",
        "CLOSED, 503, is stopping"
    })
    void shouldSayWhyAndWhenToTryAgain(OfferResult result, int status, String why) throws Exception {
        inlet.result = result;
        post("{}");
        expectRefusal(status, why);
        inlet.next();
        inlet.room = result;
        post("{}");
        expectRefusal(status, why);
        assertThat(inlet.wasLeftAlone()).as("refused at the head").isTrue();
        inlet.room = OfferResult.ACCEPTED_SLOW;
        post("{}");
        expectRefusal(status, why);
    }

    @ParameterizedTest
    @CsvSource({"-1, 1", "0, 1", "1, 1", "30, 30", "31, 30"})
    void shouldKeepRetryAfterWithinHalfAMinute(int seconds, String header) throws Exception {
        inlet.result = OfferResult.FULL;
        inlet.retryAfterSeconds = seconds;
        post("{}");
        assertThat(client.answer().header("Retry-After")).isEqualTo(header);
    }

    @Test
    void shouldAnswer429ToAThrottledSender() throws Exception {
        post("{}");
        inlet.next().receipt().throttled(12);
        RawClient.Answer answer = client.answer();
        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.header("Retry-After")).isEqualTo("12");
        assertThat(answer.body()).contains("more than its share");
    }

    @Test
    void shouldRefuseAtTheHeadWithoutWaitingForTheBody() throws Exception {
        inlet.room = OfferResult.FULL;
        client.send(HEAD + "Content-Type: application/json\r\nContent-Length: 2\r\n\r\n");
        expectRefusal(429, "nearly full");
        inlet.room = OfferResult.ACCEPTED;
        client.send("{}");
        post("{\"next\":1}");
        Submission next = inlet.next();
        assertThat(FakeInlet.text(next)).isEqualTo("{\"next\":1}");
        next.receipt().accepted("m-1");
        assertThat(client.answer().status()).isEqualTo(202);
    }

    @Test
    void shouldTakeTheMessageOfASenderThatHasGone() throws Exception {
        post("{}");
        Submission offer = inlet.next();
        client.reset();
        await("the connection is gone").until(() -> server.connections() == 0);
        assertThat(offer.receipt().isWithdrawn()).isFalse();
        assertThat(offer.receipt().accepted("m-1")).isTrue();
    }

    @Test
    void shouldAnswerInOrderWhenReceiptsComeInAnyOrder() throws Exception {
        List<Submission> offers = new ArrayList<>();
        for (int n = 0; n < 10; n++) {
            post("m-" + n);
            offers.add(inlet.next());
        }
        for (int n : new int[] {3, 0, 9, 1, 2, 8, 5, 4, 7, 6}) {
            offers.get(n).receipt().accepted(FakeInlet.text(offers.get(n)));
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

    private void expectRefusal(int status, String why) throws IOException {
        RawClient.Answer answer = client.answer();
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("Retry-After")).isEqualTo("7");
        assertThat(answer.header("Connection")).isNull();
        assertThat(answer.body()).contains(why);
    }

    private void post(String body) throws IOException {
        post(body, "Content-Type: application/json\r\n");
    }

    private void post(String body, String headers) throws IOException {
        client.send(HEAD + headers + "Content-Length: " + body.getBytes(UTF_8).length + "\r\n\r\n" + body);
    }
}
