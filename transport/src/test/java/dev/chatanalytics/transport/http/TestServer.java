package dev.chatanalytics.transport.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatanalytics.engine.admission.ByteBudget;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** A server on any free port with two event loops of its own. Fails when it has charged bytes that it does not give back. */
public final class TestServer implements AutoCloseable {

    /** As in production, but for the port. */
    static final HttpServerOptions OPTIONS =
            new HttpServerOptions("127.0.0.1", 0, 15_000, 64 * 1024, Duration.ofSeconds(10), Duration.ofSeconds(75));

    private final AtomicInteger answered = new AtomicInteger();
    private final EventLoops loops;
    private final ByteBudget budget;
    private final HttpServer server;

    public TestServer(RequestHandler handler) throws IOException {
        this(OPTIONS, handler, HttpMetrics.NONE);
    }

    TestServer(HttpServerOptions options, RequestHandler handler, HttpMetrics metrics) throws IOException {
        this(options, handler, metrics, new ByteBudget(Long.MAX_VALUE), 2);
    }

    /** With a budget of its own, and one loop, so that what a connection does to others can be told beforehand. */
    public static TestServer withBudget(RequestHandler handler, long bytes) throws IOException {
        return new TestServer(OPTIONS, handler, HttpMetrics.NONE, new ByteBudget(bytes), 1);
    }

    private TestServer(
            HttpServerOptions options, RequestHandler handler, HttpMetrics metrics, ByteBudget budget, int threads)
            throws IOException {
        this.budget = budget;
        loops = EventLoops.start(threads, "test-http");
        HttpMetrics counting = (status, nanos) -> {
            answered.incrementAndGet();
            metrics.answered(status, nanos);
        };
        server = HttpServer.start(loops, options, handler, counting, budget);
    }

    static HttpServerOptions timeouts(Duration request, Duration idle) {
        return new HttpServerOptions("127.0.0.1", 0, 100, 64 * 1024, request, idle);
    }

    /** Says what came: method, path, query and body. */
    static void echo(HttpExchange exchange) {
        exchange.respond(HttpAnswer.text(
                Status.OK,
                exchange.method() + " " + exchange.path() + " " + exchange.query() + " "
                        + new String(exchange.takeBody(), UTF_8)));
    }

    HttpServer server() {
        return server;
    }

    EventLoops loops() {
        return loops;
    }

    /** How many answers were written. */
    int answered() {
        return answered.get();
    }

    public int connections() {
        return server.connections();
    }

    public ByteBudget budget() {
        return budget;
    }

    public int port() {
        return server.port();
    }

    public RawClient connect() throws IOException {
        return new RawClient(server.port());
    }

    @Override
    public void close() {
        server.close();
        loops.close();
        assertThat(budget.used()).as("bytes that are still charged").isZero();
    }
}
