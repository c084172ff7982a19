package dev.chatanalytics.transport.fuzz;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.chatanalytics.transport.http.HttpServerOptions;
import dev.chatanalytics.transport.http.NoLeaks;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Clients that send a request byte by byte, or half of one and no more: each costs its connection, for a while. */
@ExtendWith({NoLeaks.class, QuietLog.class})
class SlowWritersIT {

    private static final int CLIENTS = 500;
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final String HEAD = "POST /v1/messages HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n";
    private static final String MESSAGE = HEAD + "Content-Length: 2\r\n\r\n{}";

    private final List<SocketChannel> clients = new ArrayList<>();

    @AfterEach
    void hangUp() throws IOException {
        for (SocketChannel client : clients) {
            client.close();
        }
    }

    @Test
    void shouldServeOthersWhileManyDripAndGiveThoseUp() throws Exception {
        try (Front front = new Front(options(Duration.ofSeconds(1), LONG), (receipt, id) -> receipt.accepted(id));
                WireClient other = new WireClient(front.port())) {
            connect(front.port());
            byte[] drips = (HEAD + "X-Slow: " + "y".repeat(10_000)).getBytes(US_ASCII);
            int[] turn = {0};
            await("all but the other one are given up")
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> {
                        drip(drips[turn[0]++]);
                        assertServed(other);
                        return front.connections() == 1;
                    });
        }
    }

    @Test
    void shouldKeepNothingForBodiesThatAreOnlyAnnounced() throws Exception {
        try (Front front = new Front(options(LONG, LONG), (receipt, id) -> receipt.accepted(id))) {
            connect(front.port());
            long before = usedHeap();
            sendAll(HEAD + "Content-Length: " + HttpReference.MAX_BODY + "\r\n\r\n{");
            try (WireClient other = new WireClient(front.port())) {
                assertServed(other);
            }
            assertThat((usedHeap() - before) / CLIENTS).as("bytes for each").isLessThan(HttpReference.MAX_BODY / 8);
        }
    }

    @Test
    void shouldGiveUpHalfARequestThatCameTogetherWithAWholeOne() throws Exception {
        try (Front front = new Front(options(Duration.ofMillis(200), LONG), (receipt, id) -> receipt.accepted(id));
                WireClient client = new WireClient(front.port())) {
            client.send((MESSAGE + HEAD).getBytes(US_ASCII));
            assertThat(client.answer("POST").status()).isEqualTo(202);
            WireClient.Answer answer = client.answer("POST");
            assertThat(answer.status()).isEqualTo(408);
            assertThat(answer.closes()).isTrue();
        }
    }

    @Test
    void shouldNotTakeAnEmptyLineBehindARequestForTheBeginningOfAnother() throws Exception {
        try (Front front = new Front(options(Duration.ofMillis(100), LONG), (receipt, id) -> receipt.accepted(id));
                WireClient client = new WireClient(front.port())) {
            client.send(MESSAGE.getBytes(US_ASCII));
            assertThat(client.answer("POST").status()).isEqualTo(202);
            client.send("\r\n".getBytes(US_ASCII));
            await("several request time-outs pass")
                    .during(Duration.ofMillis(400))
                    .until(() -> front.connections() == 1);
            assertServed(client);
        }
    }

    private static HttpServerOptions options(Duration request, Duration idle) {
        return new HttpServerOptions("127.0.0.1", 0, 1_000, HttpReference.MAX_BODY, request, idle);
    }

    private void connect(int port) throws IOException {
        for (int n = 0; n < CLIENTS; n++) {
            SocketChannel client = SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
            client.configureBlocking(false);
            clients.add(client);
        }
    }

    private void sendAll(String bytes) throws IOException {
        for (SocketChannel client : clients) {
            client.write(ByteBuffer.wrap(bytes.getBytes(US_ASCII)));
        }
    }

    /** One byte to everybody who still takes it; hangs up where the server has answered. */
    private void drip(byte next) throws IOException {
        for (SocketChannel client : clients) {
            if (client.isOpen()) {
                ByteBuffer answer = ByteBuffer.allocate(100);
                if (client.read(answer) != 0) {
                    assertThat(new String(answer.array(), US_ASCII)).startsWith("HTTP/1.1 408 ");
                    client.close();
                } else {
                    client.write(ByteBuffer.wrap(new byte[] {next}));
                }
            }
        }
    }

    private static void assertServed(WireClient client) throws IOException {
        client.send(MESSAGE.getBytes(US_ASCII));
        assertThat(client.answer("POST").status()).isEqualTo(202);
    }

    private static long usedHeap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
