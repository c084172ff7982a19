package dev.chatanalytics.ops.admin;

import dev.chatanalytics.engine.admission.ByteBudget;
import dev.chatanalytics.ops.metrics.ServiceMetrics;
import dev.chatanalytics.transport.http.EventLoops;
import dev.chatanalytics.transport.http.HttpAnswer;
import dev.chatanalytics.transport.http.HttpExchange;
import dev.chatanalytics.transport.http.HttpMetrics;
import dev.chatanalytics.transport.http.HttpServer;
import dev.chatanalytics.transport.http.HttpServerOptions;
import dev.chatanalytics.transport.http.Route;
import dev.chatanalytics.transport.http.Router;
import dev.chatanalytics.transport.http.Status;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Serves {@code /metrics}, {@code /health}, {@code /livez} and {@code /readyz} on a port and an event loop of its own, so
 * that it answers when the messages' loops are busy, and however many connections somebody opens. Every answer is made of what is known already; nothing waits.
 *
 * <p>Thread-safe. Closed by whoever started it.
 */
public final class AdminServer implements AutoCloseable {

    /** For what its clients make it hold, besides what messages may take. */
    private static final long MAX_BYTES = 4L << 20;

    private final EventLoops loops;
    private final HttpServer server;

    private AdminServer(EventLoops loops, HttpServer server) {
        this.loops = loops;
        this.server = server;
    }

    /** @throws IOException when the address cannot be had */
    public static AdminServer start(
            HttpServerOptions options, ServiceMetrics metrics, Lifecycle lifecycle, Supplier<Health> health)
            throws IOException {
        Router router = Router.of(
                Route.get("/metrics", exchange -> metrics(metrics, exchange)),
                Route.get("/health", exchange -> health(health.get(), exchange)),
                Route.get("/livez", exchange -> state(lifecycle.whyNotLive(), Optional.empty(), exchange)),
                Route.get("/readyz", exchange -> state(lifecycle.whyNotReady(), lifecycle.remark(), exchange)));
        EventLoops loops = EventLoops.start(1, "admin");
        try {
            ByteBudget bytes = new ByteBudget(MAX_BYTES);
            return new AdminServer(
                    loops, HttpServer.start(loops, options.withNewcomersFirst(), router, HttpMetrics.NONE, bytes));
        } catch (IOException | RuntimeException e) {
            loops.close();
            throw e;
        }
    }

    /** Where it listens. */
    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        try {
            server.close();
        } finally {
            loops.close();
        }
    }

    private static void metrics(ServiceMetrics metrics, HttpExchange exchange) {
        ServiceMetrics.Page page = metrics.scrape(exchange.list("Accept"));
        exchange.respond(HttpAnswer.of(Status.OK, page.contentType(), page.body()));
    }

    private static void health(Health health, HttpExchange exchange) {
        exchange.respond(HttpAnswer.json(health.isUp() ? Status.OK : Status.SERVICE_UNAVAILABLE, health.json()));
    }

    private static void state(Optional<String> fault, Optional<String> remark, HttpExchange exchange) {
        Status status = fault.isEmpty() ? Status.OK : Status.SERVICE_UNAVAILABLE;
        String ok = remark.map(more -> "ok\n" + more).orElse("ok");
        exchange.respond(HttpAnswer.text(status, fault.orElse(ok) + "\n"));
    }
}
