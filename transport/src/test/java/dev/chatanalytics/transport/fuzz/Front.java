package dev.chatanalytics.transport.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatanalytics.engine.Inlet;
import dev.chatanalytics.engine.OfferResult;
import dev.chatanalytics.engine.Submission;
import dev.chatanalytics.engine.admission.ByteBudget;
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
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.zip.CRC32C;

/** The message endpoint on a server as in production, with a ring that takes everything and names it by its bytes. */
final class Front implements AutoCloseable {

    static final HttpServerOptions OPTIONS = new HttpServerOptions(
            "0.0.0.0", 0, 15_500, HttpReference.MAX_BODY, Duration.ofSeconds(10), Duration.ofSeconds(75));

    /** Bodies that were offered and not yet looked at. */
    final Queue<byte[]> offered = new ConcurrentLinkedQueue<>();

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ByteBudget budget;
    private final EventLoops loops = EventLoops.start(2, "fuzz-http");
    private final HttpServer server;

    /** Takes the receipt of one accepted body, now or later. */
    @FunctionalInterface
    interface Ring {
        void take(Receipt receipt, String messageId);
    }

    Front(HttpServerOptions options, Ring ring) throws IOException {
        this(options, ring, new ByteBudget(Long.MAX_VALUE));
    }

    Front(HttpServerOptions options, Ring ring, ByteBudget budget) throws IOException {
        this.budget = budget;
        MessageEndpoint messages = new MessageEndpoint(new RingInlet(offered, ring), PATIENCE, PATIENCE);
        Router router = Router.of(Route.post(MessageEndpoint.PATH, messages));
        server = HttpServer.start(loops, options, router, HttpMetrics.NONE, budget);
    }

    /** Always takes everything. */
    private record RingInlet(Queue<byte[]> offered, Ring ring) implements Inlet {

        @Override
        public OfferResult offer(Submission submission) {
            offered.add(submission.body());
            ring.take(submission.receipt(), nameOf(submission.body()));
            return OfferResult.ACCEPTED;
        }

        @Override
        public OfferResult offerAll(List<Submission> batch) {
            throw new UnsupportedOperationException("nobody here sends batches");
        }

        @Override
        public OfferResult precheck() {
            return OfferResult.ACCEPTED;
        }

        @Override
        public int retryAfterSeconds() {
            return 1;
        }

        @Override
        public long logWaitNanos() {
            return 0;
        }
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
        assertThat(budget.used()).as("bytes that are still charged").isZero();
    }
}
