package dev.chatanalytics.transport.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A client that sends and never reads fills the kernel's buffers, not our heap. */
@ExtendWith(NoLeaks.class)
class SlowReaderIT {

    private static final byte[] REQUEST = "GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(US_ASCII);
    private static final HttpAnswer LARGE = HttpAnswer.text(Status.OK, "a".repeat(40_000));

    @Test
    void shouldStopReadingFromAClientThatReadsNothing() throws Exception {
        AtomicInteger answered = new AtomicInteger();
        RequestHandler large = exchange -> exchange.respond(LARGE);
        try (TestServer server =
                        new TestServer(TestServer.OPTIONS, large, (status, nanos) -> answered.incrementAndGet());
                SocketChannel client = open(server)) {
            sendUntilNobodyReads(client);
            // Answered is what the kernel has taken (a few MB), and what one read of 16 KiB held, 606 requests.
            assertThat(answered.get()).isLessThan(1_200);
            client.configureBlocking(true);
            assertThat(readUpTo(client, 20_000_000))
                    .as("answers come as soon as they are read")
                    .isGreaterThan(10_000);
        }
    }

    @Test
    void shouldCloseOnAClientThatReadsNothingForTheIdleTime() throws Exception {
        HttpServerOptions options = TestServer.timeouts(Duration.ofMinutes(1), Duration.ofMillis(300));
        try (TestServer server = new TestServer(options, exchange -> exchange.respond(LARGE), HttpMetrics.NONE);
                SocketChannel client = open(server)) {
            sendUntilNobodyReads(client);
            await("it is closed").until(() -> server.server().connections() == 0);
        }
    }

    private static SocketChannel open(TestServer server) throws Exception {
        SocketChannel client = SocketChannel.open();
        client.setOption(StandardSocketOptions.SO_RCVBUF, 16 * 1024);
        client.connect(new InetSocketAddress("127.0.0.1", server.port()));
        client.configureBlocking(false);
        return client;
    }

    private static void sendUntilNobodyReads(SocketChannel client) {
        ByteBuffer many = ByteBuffer.allocate(1000 * REQUEST.length);
        while (many.hasRemaining()) {
            many.put(REQUEST);
        }
        many.flip();
        await("sending is stuck")
                .pollInterval(Duration.ofMillis(50))
                .during(Duration.ofMillis(300))
                .until(() -> sendAll(client, many) == 0);
    }

    /** Sends what the kernel takes, whole requests in the end, and says how much that was. */
    private static long sendAll(SocketChannel client, ByteBuffer many) {
        long sent = 0;
        try {
            for (int n = client.write(many); n > 0; n = client.write(many)) {
                sent += n;
                if (!many.hasRemaining()) {
                    many.rewind();
                }
            }
        } catch (IOException e) {
            return 0; // the server has closed already
        }
        return sent;
    }

    private static long readUpTo(SocketChannel client, long limit) throws Exception {
        ByteBuffer buffer = ByteBuffer.allocate(64 * 1024);
        long read = 0;
        for (int i = 0; i < 50 && read < limit; i++) {
            read += client.read(buffer.clear());
        }
        return read;
    }
}
