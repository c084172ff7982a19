package dev.chatanalytics.transport.fuzz;

import dev.chatanalytics.engine.Inlet;
import dev.chatanalytics.engine.OfferResult;
import dev.chatanalytics.engine.port.Receipt;
import dev.chatanalytics.transport.http.EventLoops;
import dev.chatanalytics.transport.http.HttpMetrics;
import dev.chatanalytics.transport.http.HttpServer;
import dev.chatanalytics.transport.http.HttpServerOptions;
import dev.chatanalytics.transport.http.Route;
import dev.chatanalytics.transport.http.Router;
import dev.chatanalytics.transport.ingest.MessageEndpoint;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.zip.CRC32C;

/** The message endpoint on a server as in production, with a ring that takes everything and names it by its bytes. */
final class Front implements AutoCloseable {

    static final HttpServerOptions OPTIONS = new HttpServerOptions(
            "0.0.0.0", 0, 15_500, HttpReference.MAX_BODY, Duration.ofSeconds(10), Duration.ofSeconds(75));

    /** Bodies that were offered and not yet looked at. */
    final Queue<byte[]> offered = new ConcurrentLinkedQueue<>();

    private final EventLoops loops = EventLoops.start(2, "fuzz-http");
    private final HttpServer server;

    /** Takes the receipt of one accepted body, now or later. */
    @FunctionalInterface
    interface Ring {
        void take(Receipt receipt, String messageId);
    }

    Front(HttpServerOptions options, Ring ring) throws IOException {
        Inlet inlet = (body, receipt) -> {
            offered.add(body);
            ring.take(receipt, nameOf(body));
            return OfferResult.ACCEPTED;
        };
        Router router = Router.of(Route.post(MessageEndpoint.PATH, new MessageEndpoint(inlet, Duration.ofSeconds(20))));
        server = HttpServer.start(loops, options, router, HttpMetrics.NONE);
    }

    /** Which no other body has, in all likelihood. */
    static String nameOf(byte[] body) {
        CRC32C crc = new CRC32C();
        crc.update(body);
        return body.length + "-" + Long.toHexString(crc.getValue()) + "-" + Integer.toHexString(Arrays.hashCode(body));
    }

    int port() {
        return server.port();
    }

    int connections() {
        return server.connections();
    }

    @Override
    public void close() {
        server.close();
        loops.close();
    }
}
