package dev.chatanalytics.transport.fuzz;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.chatanalytics.engine.port.Receipt;
import dev.chatanalytics.transport.http.NoLeaks;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Clients that send all they can and read nothing: what they cost stays small. */
@ExtendWith({NoLeaks.class, QuietLog.class})
class GreedyClientsIT {

    private static final int CLIENTS = 10;
    private static final String POST = "POST /v1/messages HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n";
    private static final byte[] REQUEST = (POST + "Content-Length: 2\r\n\r\n{}").getBytes(US_ASCII);

    /** Of requests that one connection can bring to the ring: 32 unanswered ones, and those of reads of 16 KiB. */
    private static final int A_FEW_READS = 3 * (32 + 16 * 1024 / REQUEST.length);

    private final List<SocketChannel> clients = new ArrayList<>();

    @AfterEach
    void hangUp() throws IOException {
        for (SocketChannel client : clients) {
            client.close();
        }
    }

    @Test
    void shouldTakeNoMoreFromClientsThatGetNoAnswers() throws Exception {
        Queue<Receipt> unanswered = new ConcurrentLinkedQueue<>();
        try (Front front = new Front(Front.OPTIONS, (receipt, id) -> unanswered.add(receipt))) {
            fill(front);
            assertThat(front.offered.size()).isLessThan(CLIENTS * A_FEW_READS);
            unanswered.forEach(receipt -> receipt.accepted("late"));
        }
    }

    @Test
    void shouldKeepFewAnswersForClientsThatReadNone() throws Exception {
        try (Front front = new Front(Front.OPTIONS, (receipt, id) -> receipt.accepted("m".repeat(1_000)))) {
            long before = directMemory();
            fill(front);
            assertThat(directMemory() - before)
                    .as("bytes of answers and buffers")
                    .isLessThan(10_000_000);
        }
    }

    @Test
    void shouldTakeNoMoreWhenTheClientEndsItsSide() throws Exception {
        Queue<Receipt> unanswered = new ConcurrentLinkedQueue<>();
        try (Front front = new Front(Front.OPTIONS, (receipt, id) -> unanswered.add(receipt));
                WireClient client = new WireClient(front.port())) {
            for (int i = 0; i < 1_000; i++) {
                client.send(REQUEST);
            }
            client.endSending();
            await("it is with the ring").until(() -> !unanswered.isEmpty());
            await("what was taken is answered, and it is closed").until(() -> {
                unanswered.forEach(receipt -> receipt.accepted("late"));
                return front.connections() == 0;
            });
            assertThat(front.offered.size()).isLessThan(A_FEW_READS);
        }
    }

    private void fill(Front front) throws IOException {
        ByteBuffer many = ByteBuffer.allocate(1_000 * REQUEST.length);
        while (many.hasRemaining()) {
            many.put(REQUEST);
        }
        for (int i = 0; i < CLIENTS; i++) {
            SocketChannel client = SocketChannel.open(new InetSocketAddress("127.0.0.1", front.port()));
            client.configureBlocking(false);
            clients.add(client);
        }
        List<ByteBuffer> sending =
                clients.stream().map(client -> many.duplicate().flip()).toList();
        await("nobody can send any more")
                .pollInterval(Duration.ofMillis(20))
                .during(Duration.ofMillis(300))
                .until(() -> sendAll(sending) == 0);
    }

    private long sendAll(List<ByteBuffer> sending) throws IOException {
        long sent = 0;
        for (int i = 0; i < CLIENTS; i++) {
            ByteBuffer requests = sending.get(i);
            for (int n = clients.get(i).write(requests);
                    n > 0;
                    n = clients.get(i).write(requests)) {
                sent += n;
                if (!requests.hasRemaining()) {
                    requests.rewind();
                }
            }
        }
        return sent;
    }

    private static long directMemory() {
        return ((ByteBufAllocatorMetricProvider) ByteBufAllocator.DEFAULT)
                .metric()
                .usedDirectMemory();
    }
}
