package dev.chatanalytics.transport.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.time.Duration;

/** A server on any free port with two event loops of its own. */
public final class TestServer implements AutoCloseable {

    /** As in production, but for the port. */
    static final HttpServerOptions OPTIONS =
            new HttpServerOptions("127.0.0.1", 0, 15_000, 64 * 1024, Duration.ofSeconds(10), Duration.ofSeconds(75));

    private final EventLoops loops = EventLoops.start(2, "test-http");
    private final HttpServer server;

    public TestServer(RequestHandler handler) throws IOException {
        this(OPTIONS, handler, HttpMetrics.NONE);
    }

    TestServer(HttpServerOptions options, RequestHandler handler, HttpMetrics metrics) throws IOException {
        server = HttpServer.start(loops, options, handler, metrics);
    }

    static HttpServerOptions timeouts(Duration request, Duration idle) {
        return new HttpServerOptions("127.0.0.1", 0, 100, 64 * 1024, request, idle);
    }

    /** Says what came: method, path, query and body. */
    static void echo(HttpExchange exchange) {
        exchange.respond(HttpAnswer.text(
                Status.OK,
                exchange.method() + " " + exchange.path() + " " + exchange.query() + " "
                        + new String(exchange.body(), UTF_8)));
    }

    HttpServer server() {
        return server;
    }

    EventLoops loops() {
        return loops;
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
    }
}
