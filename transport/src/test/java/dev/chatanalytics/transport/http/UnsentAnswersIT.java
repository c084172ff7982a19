package dev.chatanalytics.transport.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.chatanalytics.engine.testing.PatientAwaits;
import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Answers that clients do not take are charged, and given back however that ends. */
@ExtendWith({NoLeaks.class, PatientAwaits.class})
class UnsentAnswersIT {

    private static final int BUDGET = 100_000_000;
    private static final int SMALL_BUDGET = 8_000_000;
    private static final int MOST_CLIENTS = 200;
    private static final int BURST = 60;
    private static final String GET = "GET /large HTTP/1.1\r\nHost: x\r\n\r\n";
    private static final HttpAnswer LARGE = HttpAnswer.text(Status.OK, "a".repeat(40_000));

    @Test
    void shouldBreakTheConnectionThatHasTakenNoAnswersForLongest() throws Exception {
        List<RawClient> clients = new ArrayList<>();
        try (TestServer server = TestServer.withBudget(exchange -> exchange.respond(LARGE), SMALL_BUDGET)) {
            do {
                clients.add(server.connect());
                clog(server, clients.get(clients.size() - 1));
            } while (clients.size() < MOST_CLIENTS && server.connections() == clients.size());

            await("one is broken").until(() -> server.connections() < clients.size());
            assertThat(clients).as("together they are too much").hasSizeGreaterThan(1);
            assertThatThrownBy(() -> readAll(clients.get(0))).isInstanceOf(SocketException.class);
            assertThat(clients.get(clients.size() - 1).answer().status()).isEqualTo(200);
            for (RawClient client : clients) {
                client.close();
            }
        }
    }

    private static void readAll(RawClient client) throws IOException {
        while (!client.ended()) {
            client.answer();
        }
    }

    @Test
    void shouldGiveBackAsTheClientTakesItsAnswers() throws Exception {
        try (TestServer server = TestServer.withBudget(exchange -> exchange.respond(LARGE), BUDGET);
                RawClient client = server.connect()) {
            for (int round = 0; round < 2; round++) {
                int asked = clog(server, client);
                for (int i = 0; i < asked; i++) {
                    assertThat(client.answer().body()).hasSize(40_000);
                }
                await("it is given back").until(() -> server.budget().used() == 0);
            }
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void shouldGiveBackWhenTheClientGoes() throws Exception {
        try (TestServer server = TestServer.withBudget(exchange -> exchange.respond(LARGE), BUDGET)) {
            try (RawClient client = server.connect()) {
                clog(server, client);
            }
            await("it is given back").until(() -> server.budget().used() == 0);
        }
    }

    @Test
    void shouldChargeALargeAnswerThatWaitsForAnother() throws Exception {
        Queue<HttpExchange> waiting = new ConcurrentLinkedQueue<>();
        try (TestServer server = TestServer.withBudget(waiting::add, BUDGET);
                RawClient client = server.connect()) {
            for (int round = 0; round < 2; round++) {
                client.send(GET + GET);
                await("both are with the handler").until(() -> waiting.size() == 2);
                HttpExchange first = waiting.remove();
                waiting.remove().respond(LARGE);
                await("it is charged").until(() -> server.budget().used() == 40_000);
                first.respond(LARGE);
                assertThat(client.answer().body()).hasSize(40_000);
                assertThat(client.answer().body()).hasSize(40_000);
                await("it is given back").until(() -> server.budget().used() == 0);
            }
        }
    }

    @Test
    void shouldGiveBackAnAnswerThatWaitsWhenTheClientBreaksOff() throws Exception {
        Queue<HttpExchange> waiting = new ConcurrentLinkedQueue<>();
        try (TestServer server = TestServer.withBudget(waiting::add, BUDGET)) {
            try (RawClient client = server.connect()) {
                client.send(GET + GET + GET);
                await("all are with the handler").until(() -> waiting.size() == 3);
                waiting.remove(); // is never answered
                waiting.remove().respond(LARGE);
                await("it is charged").until(() -> server.budget().used() == 40_000);
                client.socket().setSoLinger(true, 0); // one that only ends its side wants the answers
            }
            await("it is given back").until(() -> server.budget().used() == 0);
            waiting.remove().respond(LARGE); // too late to be charged, as the end of the server tells
        }
    }

    /**
     * Asks until the kernel takes no more of the answers, and says how often. What is charged then has grown, or has
     * fallen below what it was, when that was too much and another connection was broken for it.
     */
    private static int clog(TestServer server, RawClient client) throws IOException {
        long before = server.budget().used();
        int connections = server.connections();
        BooleanSupplier clogged = () -> server.budget().used() != before || server.connections() < connections;
        int asked = 0;
        while (!clogged.getAsBoolean()) {
            assertThat(asked).as("answers that the kernel takes").isLessThan(10_000);
            asked += BURST;
            client.send(GET.repeat(BURST));
            int all = asked;
            await("they are answered, or not even read")
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> server.answered() >= all || clogged.getAsBoolean());
        }
        AtomicLong charged = new AtomicLong();
        await("the kernel takes no more")
                .during(Duration.ofMillis(200))
                .until(() -> server.budget().used()
                        == charged.getAndSet(server.budget().used()));
        return asked;
    }
}
