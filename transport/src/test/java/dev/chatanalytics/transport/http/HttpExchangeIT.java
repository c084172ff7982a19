package dev.chatanalytics.transport.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoLeaks.class)
class HttpExchangeIT {

    private static final String GET = "GET /a HTTP/1.1\r\nHost: x\r\nX-Some: thing\r\n\r\n";
    private static final HttpAnswer GOOD = HttpAnswer.text(Status.OK, "good");
    private static final HttpAnswer LATE = HttpAnswer.text(Status.SERVICE_UNAVAILABLE, "late");

    private final Queue<HttpExchange> waiting = new ConcurrentLinkedQueue<>();

    @Test
    void shouldSendTheFirstOfManyAnswersOnly() throws Exception {
        AtomicInteger counted = new AtomicInteger();
        try (TestServer server =
                        new TestServer(TestServer.OPTIONS, waiting::add, (status, nanos) -> counted.incrementAndGet());
                RawClient client = server.connect()) {
            for (int round = 0; round < 100; round++) {
                client.send(GET);
                await("it is with the handler")
                        .pollInterval(Duration.ofMillis(1))
                        .until(() -> !waiting.isEmpty());
                HttpExchange exchange = waiting.remove();
                List<CompletableFuture<Boolean>> tries = IntStream.range(0, 4)
                        .mapToObj(n -> CompletableFuture.supplyAsync(() -> exchange.respond(GOOD)))
                        .toList();
                assertThat(client.answer().body()).isEqualTo("good");
                assertThat(tries.stream().filter(CompletableFuture::join)).hasSize(1);
            }
            assertThat(counted).hasValue(100);
        }
    }

    @Test
    void shouldGiveHeadersInWhateverCase() throws Exception {
        RequestHandler handler = exchange ->
                exchange.respond(HttpAnswer.text(Status.OK, exchange.header("x-SOME") + exchange.header("other")));
        try (TestServer server = new TestServer(handler);
                RawClient client = server.connect()) {
            assertThat(client.send(GET).answer().body()).isEqualTo("thingnull");
        }
    }

    @Test
    void shouldAnswerAfterADelay() throws Exception {
        try (TestServer server = new TestServer(exchange -> exchange.respondAfter(Duration.ofMillis(30), GOOD));
                RawClient client = server.connect()) {
            assertThat(client.send(GET).answer().body()).isEqualTo("good");
        }
    }

    @Test
    void shouldAnswerOtherwiseWhenNobodyDidInTime() throws Exception {
        RequestHandler forgetful = exchange -> {
            waiting.add(exchange);
            exchange.respondWithin(Duration.ofMillis(exchange.path().equals("/a") ? 50 : 60_000), waited -> LATE);
        };
        try (TestServer server = new TestServer(forgetful);
                RawClient client = server.connect()) {
            assertThat(client.send(GET).answer().body()).isEqualTo("late");
            assertThat(waiting.remove().respond(GOOD))
                    .as("the late answer counts")
                    .isFalse();
            client.send(GET.replace("/a", "/b"));
            await("it is with the handler").until(() -> !waiting.isEmpty());
            waiting.remove().respond(GOOD);
            assertThat(client.answer().body()).isEqualTo("good");
        }
    }

    @Test
    void shouldAskAgainForAsLongAsThereIsNoAnswer() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        Queue<Long> waits = new ConcurrentLinkedQueue<>();
        LateAnswer hesitant = waited -> {
            waits.add(waited);
            return asked.incrementAndGet() < 3 ? null : LATE;
        };
        RequestHandler forgetful = exchange -> {
            waiting.add(exchange);
            exchange.respondWithin(Duration.ofMillis(20), hesitant);
        };
        try (TestServer server = new TestServer(forgetful);
                RawClient client = server.connect()) {
            assertThat(client.send(GET).answer().body()).isEqualTo("late");
            assertThat(List.copyOf(waits))
                    .hasSize(3)
                    .isSorted()
                    .allMatch(waited -> waited >= TimeUnit.MILLISECONDS.toNanos(20));
            assertThat(waiting.remove().respond(GOOD)).isFalse();
            asked.set(-1_000_000);
            client.send(GET);
            await("it is asked for").until(() -> asked.get() > -1_000_000 + 2);
            assertThat(waiting.remove().respond(GOOD)).isTrue();
            assertThat(client.answer().body()).isEqualTo("good");
            int before = asked.get();
            await("ticks pass").during(Duration.ofMillis(100)).until(() -> asked.get() == before);
        }
    }

    @Test
    void shouldNotCountTheTimeDuringWhichNothingRan() throws Exception {
        RequestHandler limited = exchange -> {
            exchange.respondWithin(Duration.ofSeconds(1), waited -> LATE);
            long began = System.nanoTime();
            await("longer than the limit")
                    .until(() -> System.nanoTime() - began > TimeUnit.MILLISECONDS.toNanos(1_500));
            exchange.respondAfter(Duration.ofMillis(20), GOOD); // the loop ticks before that
        };
        try (TestServer server = new TestServer(limited);
                RawClient client = server.connect()) {
            assertThat(client.send(GET).answer().body()).isEqualTo("good");
        }
    }

    @Test
    void shouldKeepEachLimitWhenShortOnesComeAfterLongOnes() throws Exception {
        RequestHandler forgetful = exchange ->
                exchange.respondWithin(Duration.ofMillis(exchange.path().equals("/a") ? 600_000 : 20), waited -> LATE);
        try (TestServer server = new TestServer(forgetful);
                RawClient patient = server.connect()) {
            patient.send(GET);
            for (int i = 0; i < 4; i++) { // on both event loops
                try (RawClient client = server.connect()) {
                    client.send(GET.replace("/a", "/b"));
                    assertThat(client.answer().body()).isEqualTo("late");
                }
            }
            assertThat(patient.socket().getInputStream().available()).isZero();
        }
    }

    @Test
    void shouldResetTheConnection() throws Exception {
        try (TestServer server = new TestServer(HttpExchange::reset);
                RawClient client = server.connect()) {
            client.send(GET);
            assertThatThrownBy(client::answer)
                    .isInstanceOf(SocketException.class)
                    .hasMessageContaining("reset");
        }
    }

    @Test
    void shouldIgnoreAnAnswerForAClientThatHasGone() throws Exception {
        try (TestServer server = new TestServer(waiting::add)) {
            try (RawClient client = server.connect()) {
                client.send(GET);
                await("it is with the handler").until(() -> waiting.size() == 1);
                client.socket().setSoLinger(true, 0); // one that only ends its side wants the answer
            }
            await("the client has gone").until(() -> server.server().connections() == 0);
            assertThat(waiting.element().respond(GOOD)).isTrue();
            waiting.element().reset();
        }
        waiting.element().respond(GOOD);
        waiting.remove().reset(); // the event loops are gone, too
    }
}
