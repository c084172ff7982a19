package dev.chatanalytics.ops.sandbox;

import dev.chatanalytics.ops.sandbox.FaultPlan.Draw;
import dev.chatanalytics.transport.http.HttpAnswer;
import dev.chatanalytics.transport.http.HttpExchange;
import dev.chatanalytics.transport.http.RequestHandler;
import dev.chatanalytics.transport.http.Status;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * {@code POST /v1/analyze}: one call in, whatever the plan has drawn out. Called on event loops; thread-safe.
 *
 * <p>The latency runs from the moment the request was read, so an analysis takes place within it, not on top of it.
 */
final class AnalyzeEndpoint implements RequestHandler {

    private static final HttpAnswer OVERLOADED = HttpAnswer.problem(
                    Status.SERVICE_UNAVAILABLE, "Too many analyses are waiting")
            .with("Retry-After", "1");

    private final AtomicReference<FaultPlan> plan;
    private final AnswerSource source;
    private final SandboxStats stats;

    AnalyzeEndpoint(AtomicReference<FaultPlan> plan, AnswerSource source, SandboxStats stats) {
        this.plan = plan;
        this.source = source;
        this.stats = stats;
    }

    @Override
    public void handle(HttpExchange exchange) {
        long since = System.nanoTime();
        FaultPlan now = plan.get();
        Draw draw = now.draw();
        switch (draw.outcome()) {
            case HUNG -> stats.count(Outcome.HUNG);
            case RESET -> reset(exchange);
            case THROTTLED -> atOnce(exchange, Outcome.THROTTLED, now.answers().throttled());
            case ERROR -> inTime(exchange, draw, since, now.answers().error());
            case GARBAGE -> inTime(exchange, draw, since, now.answers().garbage());
            default -> analyze(exchange, draw, since);
        }
    }

    private void analyze(HttpExchange exchange, Draw draw, long since) {
        try {
            source.answer(exchange.takeBody(), answer -> inTime(exchange, draw, since, answer));
        } catch (BadCallException e) {
            atOnce(exchange, Outcome.BAD_REQUEST, HttpAnswer.problem(Status.BAD_REQUEST, e.getMessage()));
        } catch (RejectedExecutionException e) {
            atOnce(exchange, Outcome.OVERLOADED, OVERLOADED);
        }
    }

    private void reset(HttpExchange exchange) {
        stats.count(Outcome.RESET);
        exchange.reset();
    }

    private void atOnce(HttpExchange exchange, Outcome outcome, HttpAnswer answer) {
        stats.count(outcome);
        exchange.respond(answer);
    }

    private void inTime(HttpExchange exchange, Draw draw, long since, HttpAnswer answer) {
        Duration delay = draw.delay();
        if (delay.isZero()) {
            atOnce(exchange, draw.outcome(), answer);
            return;
        }
        long left = delay.toNanos() - (System.nanoTime() - since);
        stats.count(draw.outcome(), left);
        if (left > 0) {
            exchange.respondAfter(Duration.ofNanos(left), answer);
        } else {
            exchange.respond(answer);
        }
    }
}
