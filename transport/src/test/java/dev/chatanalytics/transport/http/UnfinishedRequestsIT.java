package dev.chatanalytics.transport.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.chatanalytics.engine.testing.PatientAwaits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What clients begin and do not end is charged, limited, and given back. */
@ExtendWith({NoLeaks.class, PatientAwaits.class})
class UnfinishedRequestsIT {

    private static final int BUDGET = 4_000_000;
    private static final int LIMIT = BUDGET / 4;
    private static final String HEAD = "POST / HTTP/1.1\r\nHost: x\r\n";
    private static final int BODY = 60_000;
    private static final String ANNOUNCED = HEAD + "Content-Length: " + BODY + "\r\n\r\n";

    private final List<RawClient> clients = new ArrayList<>();

    @AfterEach
    void hangUp() throws IOException {
        for (RawClient client : clients) {
            client.close();
        }
    }

    @Test
    void shouldCutOffTheOldestBodiesAndServeThePromptSender() throws Exception {
        try (TestServer server = TestServer.withBudget(TestServer::echo, BUDGET);
                RawClient prompt = server.connect()) {
            String most = ANNOUNCED + "a".repeat(BODY - 10);
            RawClient first = begin(server, most);
            int begun = 1;
            while (first.socket().getInputStream().available() == 0) {
                begin(server, most);
                assertThat(++begun).as("connections with 60 KB each").isLessThan(LIMIT / BODY + 3);
                assertThat(prompt.send(ANNOUNCED + "a".repeat(BODY)).answer().status())
                        .isEqualTo(200);
                assertThat(server.budget().used()).isLessThanOrEqualTo(LIMIT);
            }
            RawClient.Answer cutOff = first.answer();
            assertThat(cutOff.status()).isEqualTo(503);
            assertThat(cutOff.header("Connection")).isEqualTo("close");
            assertThat(cutOff.header("Retry-After")).matches("[1-5]");
            assertThat(first.ended()).isTrue();
            RawClient last = clients.get(clients.size() - 1);
            assertThat(last.send("a".repeat(10)).answer().status())
                    .as("the last that began")
                    .isEqualTo(200);
        }
    }

    @Test
    void shouldCutOffTheOldestHeads() throws Exception {
        try (TestServer server = TestServer.withBudget(TestServer::echo, BUDGET)) {
            RawClient first = begin(server, HEAD + "A: " + "a".repeat(10_000));
            while (first.socket().getInputStream().available() == 0) {
                begin(server, HEAD + "A: " + "a".repeat(10_000));
                assertThat(clients).as("connections with 10 KB each").hasSizeLessThan(LIMIT / 10_000 + 3);
            }
            assertThat(first.answer().status()).isEqualTo(503);
            assertThat(first.ended()).isTrue();
        }
    }

    @Test
    void shouldChargeManySmallHeadersForWhatTheyTake() throws Exception {
        try (TestServer server = TestServer.withBudget(TestServer::echo, BUDGET);
                RawClient client = server.connect()) {
            client.send(HEAD + "a:b\r\n".repeat(90));
            await("it is charged").until(() -> server.budget().used() > 90 * 100);
            client.send("\r\n");
            assertThat(client.answer().status()).isEqualTo(200);
            await("it is given back").until(() -> server.budget().used() == 0);
            client.send(HEAD + "a:b\r\n".repeat(RequestDecoder.MAX_HEADER_COUNT));
            assertThat(client.answer().status()).as("more than so many").isEqualTo(431);
            await("it is given back").until(() -> server.budget().used() == 0);
        }
    }

    @Test
    void shouldChargeNothingForWhatIsOnlyAnnounced() throws Exception {
        try (TestServer server = TestServer.withBudget(TestServer::echo, BUDGET);
                RawClient client = server.connect()) {
            client.send(ANNOUNCED);
            await("the head is charged").until(() -> server.budget().used() > 0);
            assertThat(server.budget().used()).isLessThan(2_000);
            client.send("a".repeat(1_000));
            await("the body is charged").until(() -> server.budget().used() > 1_000);
            assertThat(server.budget().used()).isLessThan(4_000);
        }
    }

    @Test
    void shouldGiveBackWhenTheRequestIsWhole() throws Exception {
        try (TestServer server = TestServer.withBudget(TestServer::echo, BUDGET);
                RawClient client = server.connect()) {
            for (int round = 0; round < 3; round++) {
                client.send(HEAD + "Transfer-Encoding: chunked\r\n\r\n3\r\nab");
                await("it is charged").until(() -> server.budget().used() > 0);
                client.send("c\r\n0\r\nA: b\r\n\r\n" + HEAD); // and the next is begun in the same read
                assertThat(client.answer().body()).isEqualTo("POST / null abc");
                assertThat(client.send("\r\n").answer().body()).isEqualTo("POST / null ");
                await("it is given back").until(() -> server.budget().used() == 0);
            }
        }
    }

    @Test
    void shouldGiveBackWhatIsRefused() throws Exception {
        try (TestServer server = TestServer.withBudget(TestServer::echo, BUDGET);
                RawClient client = server.connect()) {
            client.send(HEAD + "Transfer-Encoding: chunked\r\n\r\n3\r\nab");
            await("it is charged").until(() -> server.budget().used() > 0);
            client.send("rubbish");
            assertThat(client.answer().status()).isEqualTo(400);
            await("it is given back").until(() -> server.budget().used() == 0);
        }
    }

    @Test
    void shouldGiveBackWhenTheClientGoes() throws Exception {
        try (TestServer server = TestServer.withBudget(TestServer::echo, BUDGET)) {
            begin(server, ANNOUNCED + "a".repeat(20_000));
            begin(server, HEAD + "A: " + "a".repeat(10_000));
            await("both are charged").until(() -> server.budget().used() > 30_000);
            hangUp();
            await("it is given back").until(() -> server.budget().used() == 0);
        }
    }

    /** Netty's buffer for a line never shrinks, so the decoder is another one afterwards. */
    @Test
    void shouldGoOnAfterALongLine() throws Exception {
        String lengthy = HEAD + "A: " + "a".repeat(12_000) + "\r\nContent-Length: 2\r\n\r\nhi";
        try (TestServer server = TestServer.withBudget(TestServer::echo, BUDGET);
                RawClient client = server.connect()) {
            for (int round = 0; round < 20; round++) {
                client.send(lengthy + HEAD + "\r\n" + lengthy);
                assertThat(client.answer().body()).isEqualTo("POST / null hi");
                assertThat(client.answer().body()).isEqualTo("POST / null ");
                assertThat(client.answer().body()).isEqualTo("POST / null hi");
            }
            await("it is given back").until(() -> server.budget().used() == 0);
        }
    }

    /** Returns when the server has read it. */
    private RawClient begin(TestServer server, String bytes) throws IOException {
        RawClient client = server.connect();
        clients.add(client);
        client.send(bytes);
        try (RawClient behind = server.connect()) {
            // On the same loop, so it is served after what came before.
            assertThat(behind.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n").answer().status())
                    .isEqualTo(200);
        }
        return client;
    }
}
