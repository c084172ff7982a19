package dev.chatanalytics.transport.fuzz;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.chatanalytics.transport.http.NoLeaks;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** As many idle connections as one instance takes: each costs a few kilobytes, and nobody else is the slower for it. */
@ExtendWith({NoLeaks.class, QuietLog.class})
class IdleConnectionsIT {

    private static final int CONNECTIONS = 15_000;
    private static final int SPARE_DESCRIPTORS = 1_000;
    private static final int BYTES_EACH = 4_000;

    @Test
    void shouldHoldManyIdleConnectionsInLittleMemory() throws Exception {
        int count = (int) Math.min(CONNECTIONS, descriptors() - SPARE_DESCRIPTORS);
        try (Front front = new Front(Front.OPTIONS, (receipt, id) -> receipt.accepted(id));
                WireClient other = new WireClient(front.port())) {
            assertServed(other);
            long before = usedMemory();
            Process clients = start(front.port(), count);
            try {
                await("all are connected").until(() -> front.connections() == count + 1);
                assertServed(other);
                assertThat((usedMemory() - before) / count).as("bytes for each").isLessThan(BYTES_EACH);
            } finally {
                clients.destroyForcibly();
                assertThat(clients.waitFor(10, TimeUnit.SECONDS)).isTrue();
            }
            await("all are gone with their process").until(() -> front.connections() == 1);
            assertServed(other);
        }
    }

    private static long descriptors() {
        return ((UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getMaxFileDescriptorCount();
    }

    private static Process start(int port, int count) throws IOException {
        Process clients = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        IdleClients.class.getName(),
                        Integer.toString(port),
                        Integer.toString(count))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader out = new BufferedReader(new InputStreamReader(clients.getInputStream(), US_ASCII));
        assertThat(out.readLine()).as("what the clients' process says").isEqualTo("open " + count);
        return clients;
    }

    private static void assertServed(WireClient client) throws IOException {
        client.send(
                "POST /v1/messages HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}"
                        .getBytes(US_ASCII));
        assertThat(client.answer("POST").status()).isEqualTo(202);
    }

    private static long usedMemory() {
        System.gc();
        long direct = ((ByteBufAllocatorMetricProvider) ByteBufAllocator.DEFAULT)
                .metric()
                .usedDirectMemory();
        return direct
                + Runtime.getRuntime().totalMemory()
                - Runtime.getRuntime().freeMemory();
    }
}
