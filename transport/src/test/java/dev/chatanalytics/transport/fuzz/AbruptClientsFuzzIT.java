package dev.chatanalytics.transport.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.chatanalytics.engine.runtime.NamedThreads;
import dev.chatanalytics.transport.http.NoLeaks;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Clients that leave at any moment, while the ring answers late and in any order: what was answered was answered in
 * order and to the right request, and nothing is left behind.
 */
@ExtendWith({NoLeaks.class, QuietLog.class})
class AbruptClientsFuzzIT {

    private static final int CLIENTS = 8;
    private static final int LATEST_MICROS = 3_000;

    /** Bodies that were sent and not yet offered, of all rounds: a connection may be accepted after its client has left. */
    private final Set<String> sent = new HashSet<>();

    private int bodies;
    private ScheduledExecutorService ring;
    private Front front;

    /** One connection, and the bodies that were sent on it. */
    private record Visit(WireClient client, List<byte[]> bodies) {}

    @BeforeEach
    void start() throws IOException {
        ring = Executors.newScheduledThreadPool(2, NamedThreads.numbered("late-ring"));
        front = new Front(
                Front.OPTIONS,
                (receipt, id) -> ring.schedule(
                        () -> receipt.accepted(id),
                        Math.floorMod(id.hashCode(), LATEST_MICROS),
                        TimeUnit.MICROSECONDS));
    }

    @AfterEach
    void stop() throws InterruptedException {
        front.close();
        ring.shutdownNow();
        assertThat(ring.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void shouldAnswerInOrderUntilTheClientLeaves() {
        Fuzz.check("abrupt clients", random -> {
            List<Visit> visits = new ArrayList<>();
            for (int n = 0; n < CLIENTS; n++) {
                visits.add(visit(random));
            }
            for (Visit visit : visits) {
                leave(visit, random);
            }
            await("all have left").pollInterval(Duration.ofMillis(1)).until(() -> front.connections() == 0);
            assertOfferedOnce(visits);
        });
    }

    private Visit visit(SplittableRandom random) throws IOException {
        WireClient client = new WireClient(front.port());
        List<byte[]> own = new ArrayList<>();
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        for (int n = random.nextInt(60); n >= 0; n--) {
            byte[] body = (bodies++ + "x".repeat(random.nextInt(500))).getBytes(UTF_8);
            own.add(body);
            stream.writeBytes(("POST /v1/messages HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                            + "Content-Length: " + body.length + "\r\n\r\n")
                    .getBytes(UTF_8));
            stream.writeBytes(body);
        }
        byte[] bytes = stream.toByteArray();
        client.sendInPieces(random.nextBoolean() ? bytes : Arrays.copyOf(bytes, random.nextInt(bytes.length)), random);
        return new Visit(client, own);
    }

    private static void leave(Visit visit, SplittableRandom random) throws IOException {
        try (WireClient client = visit.client()) {
            boolean halfClosed = random.nextInt(3) == 0;
            if (halfClosed) {
                client.endSending();
                for (int n = 0; answeredWithin(client, visit, n); n++) {}
            } else if (random.nextBoolean()) {
                client.reset();
            }
        }
    }

    /** Whether there was an answer, which must be the one that is next. */
    private static boolean answeredWithin(WireClient client, Visit visit, int n) throws IOException {
        WireClient.Answer answer = client.answer("POST");
        if (answer == null) {
            return false;
        }
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body())
                .isEqualTo("{\"message_id\":\"" + Front.nameOf(visit.bodies().get(n)) + "\"}");
        return true;
    }

    private void assertOfferedOnce(List<Visit> visits) {
        visits.forEach(visit -> visit.bodies().forEach(body -> sent.add(new String(body, UTF_8))));
        for (byte[] body = front.offered.poll(); body != null; body = front.offered.poll()) {
            assertThat(sent.remove(new String(body, UTF_8)))
                    .as("sent, and offered for the first time")
                    .isTrue();
        }
    }
}
