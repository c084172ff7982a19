package dev.chatanalytics.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatanalytics.engine.admission.ByteBudget;
import io.netty.channel.SingleThreadEventLoop;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Many connections at once, while the event loop is busy. */
class AcceptIT {

    private static final int MANY = 320;
    private static final int FEW_TURNS = 8;

    @Test
    void shouldAcceptHundredsInAFewTurnsOfTheLoop() throws Exception {
        List<Socket> clients = new ArrayList<>();
        try (EventLoops loops = EventLoops.start(1, "test-http");
                HttpServer server = HttpServer.start(
                        loops,
                        TestServer.OPTIONS,
                        TestServer::echo,
                        HttpMetrics.NONE,
                        new ByteBudget(Long.MAX_VALUE))) {
            CountDownLatch connected = new CountDownLatch(1);
            CompletableFuture<Integer> turns = new CompletableFuture<>();
            SingleThreadEventLoop loop = (SingleThreadEventLoop) loops.group().next();
            loop.execute(() -> {
                await(connected);
                countTurns(loop, server, 0, turns);
            });
            try {
                for (int i = 0; i < MANY; i++) {
                    clients.add(new Socket(InetAddress.getLoopbackAddress(), server.port()));
                }
            } finally {
                connected.countDown();
            }

            assertThat(turns.get(60, TimeUnit.SECONDS)).isLessThanOrEqualTo(FEW_TURNS);
        } finally {
            for (Socket client : clients) {
                client.close();
            }
        }
    }

    private static void countTurns(
            SingleThreadEventLoop loop, HttpServer server, int turns, CompletableFuture<Integer> counted) {
        if (server.connections() == MANY) {
            counted.complete(turns);
        } else {
            loop.executeAfterEventLoopIteration(() -> loop.execute(() -> countTurns(loop, server, turns + 1, counted)));
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
