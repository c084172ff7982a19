package dev.chatanalytics.ops.sandbox;

import dev.chatanalytics.transport.http.HttpAnswer;
import dev.chatanalytics.transport.http.HttpExchange;
import dev.chatanalytics.transport.http.Status;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/** Shows and changes the behaviour in force. Thread-safe. */
final class BehaviourEndpoint {

    private final AtomicReference<FaultPlan> plan;

    BehaviourEndpoint(AtomicReference<FaultPlan> plan) {
        this.plan = plan;
    }

    void show(HttpExchange exchange) {
        exchange.respond(
                HttpAnswer.json(Status.OK, BehaviourJson.write(plan.get().behaviour())));
    }

    /** {@code PUT}: what is not named stands as at the beginning. */
    void replace(HttpExchange exchange) {
        change(exchange, before -> SandboxBehaviour.DEFAULT);
    }

    /** {@code PATCH}: what is not named stays. */
    void change(HttpExchange exchange) {
        change(exchange, FaultPlan::behaviour);
    }

    private void change(HttpExchange exchange, Function<FaultPlan, SandboxBehaviour> from) {
        try {
            plan.updateAndGet(before -> new FaultPlan(BehaviourJson.read(exchange.takeBody(), from.apply(before))));
        } catch (InvalidBehaviourException e) {
            exchange.respond(HttpAnswer.problem(Status.BAD_REQUEST, e.getMessage(), e.member()));
            return;
        }
        show(exchange);
    }
}
