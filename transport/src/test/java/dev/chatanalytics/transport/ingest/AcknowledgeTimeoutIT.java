package dev.chatanalytics.transport.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.chatanalytics.engine.OfferResult;
import dev.chatanalytics.engine.Submission;
import dev.chatanalytics.engine.testing.PatientAwaits;
import dev.chatanalytics.transport.http.NoLeaks;
import dev.chatanalytics.transport.http.RawClient;
import dev.chatanalytics.transport.http.Route;
import dev.chatanalytics.transport.http.Router;
import dev.chatanalytics.transport.http.TestServer;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How long a message may wait for this process, and for the disk. */
@ExtendWith({NoLeaks.class, PatientAwaits.class})
class AcknowledgeTimeoutIT {

    private static final Duration NEVER = Duration.ofHours(1);

    private final FakeInlet inlet = new FakeInlet();
    private TestServer server;
    private RawClient client;

    @AfterEach
    void stop() throws IOException {
        client.close();
        server.close();
    }

    @Test
    void shouldAnswer503InTimeAndHaveTheRingWithdrawWhatItAcceptsLater() throws Exception {
        serve(Duration.ofMillis(50), NEVER);
        post();
        expectTooLate();
        Submission late = inlet.next();
        assertThat(late.receipt().isWithdrawn()).isTrue();
        assertThat(late.receipt().accepted("m-1")).as("its sender is told so").isFalse();
        inlet.result = OfferResult.FULL;
        post();
        assertThat(client.answer().status())
                .as("the next answer on the connection")
                .isEqualTo(429);
    }

    @Test
    void shouldNotCountTheTimeOfTheLog() throws Exception {
        serve(Duration.ofMillis(50), NEVER);
        inlet.logWaitNanos.set(TimeUnit.HOURS.toNanos(100)); // before the message came
        inlet.keepLogAtWork();
        post();
        Submission first = inlet.next();
        await("several ingest time-outs pass")
                .during(Duration.ofMillis(500))
                .until(() -> !first.receipt().isWithdrawn());
        assertThat(first.receipt().accepted("m-1")).isTrue();
        assertThat(client.answer().status()).isEqualTo(202);
    }

    @Test
    void shouldCountTheTimeAfterTheLogAgain() throws Exception {
        serve(Duration.ofMillis(50), NEVER);
        inlet.keepLogAtWork();
        post();
        Submission first = inlet.next();
        await("several ingest time-outs pass")
                .during(Duration.ofMillis(300))
                .until(() -> !first.receipt().isWithdrawn());
        inlet.letLogRest();
        expectTooLate();
        assertThat(first.receipt().accepted("m-1")).isFalse();
    }

    @Test
    void shouldWaitForTheLogNoLongerThanTheCommitTimeout() throws Exception {
        serve(NEVER, Duration.ofMillis(100));
        post();
        Submission first = inlet.next();
        await("several commit time-outs pass in which the log is idle")
                .during(Duration.ofMillis(400))
                .until(() -> !first.receipt().isWithdrawn());
        inlet.logWaitNanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(101));
        expectTooLate();
    }

    @Test
    void shouldWaitTenTimesAsLongForASlowLog() throws Exception {
        serve(NEVER, Duration.ofMillis(10));
        inlet.result = OfferResult.ACCEPTED_SLOW;
        post();
        Submission first = inlet.next();
        inlet.logWaitNanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(100));
        await("the deadline passes")
                .during(Duration.ofMillis(400))
                .until(() -> !first.receipt().isWithdrawn());
        inlet.logWaitNanos.addAndGet(1);
        expectTooLate();
    }

    private void serve(Duration ingestTimeout, Duration commitTimeout) throws IOException {
        MessageEndpoint messages = new MessageEndpoint(inlet, ingestTimeout, commitTimeout);
        server = new TestServer(Router.of(Route.post(MessageEndpoint.PATH, messages)));
        client = server.connect();
    }

    private void post() throws IOException {
        client.send("POST /v1/messages HTTP/1.1\r\nHost: x\r\n"
                + "Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{}");
    }

    private void expectTooLate() throws IOException {
        RawClient.Answer answer = client.answer();
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isEqualTo("7");
        assertThat(answer.header("Connection")).isNull();
        assertThat(answer.body()).contains("Not acknowledged in time; it is safe to send it again");
    }
}
