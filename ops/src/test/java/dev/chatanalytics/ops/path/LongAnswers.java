package dev.chatanalytics.ops.path;

import dev.chatanalytics.engine.admission.ByteBudget;
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
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** An NLP API whose every answer is as long as an answer may be, and wide in memory: one character of it is not Latin. */
final class LongAnswers implements AutoCloseable {

    private static final int LENGTH = 16 * 1024;
    private static final long LATENCY_MILLIS = 50;
    private static final String HEAD =
            "{\"language\":\"ja\",\"sentiment\":\"positive\",\"score\":0.5,\"tokens\":[\"語\",\"";
    private static final String TAIL = "\"]}";
    private static final HttpAnswer ANSWER = HttpAnswer.json(
            Status.OK, HEAD + "x".repeat(LENGTH - HEAD.length() - "語".length() * 2 - TAIL.length()) + TAIL);

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final EventLoops loops = EventLoops.start(1, "long-answers");
    private final HttpServer server;

    LongAnswers() throws IOException {
        HttpServerOptions options = new HttpServerOptions(
                "127.0.0.1", 0, 10_000, 128 * 1024, Duration.ofSeconds(10), Duration.ofMinutes(10));
        server = HttpServer.start(
                loops,
                options,
                Router.of(Route.post("/analyze", this::answer)),
                HttpMetrics.NONE,
                new ByteBudget(Long.MAX_VALUE));
    }

    String url() {
        return "http://127.0.0.1:" + server.port() + "/analyze";
    }

    private void answer(HttpExchange exchange) {
        timer.schedule(() -> exchange.respond(ANSWER), LATENCY_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        timer.shutdownNow();
        try (loops;
                server) {}
    }
}
