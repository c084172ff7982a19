package dev.chatanalytics.transport.ingest;

import dev.chatanalytics.engine.Inlet;
import dev.chatanalytics.engine.message.Rejection;
import dev.chatanalytics.engine.port.Receipt;
import dev.chatanalytics.transport.http.HttpAnswer;
import dev.chatanalytics.transport.http.HttpExchange;
import dev.chatanalytics.transport.http.Json;
import dev.chatanalytics.transport.http.Status;

/**
 * Turns what the ring says of one body into the answer of its exchange. Called on a thread of the ring. A client that has
 * gone withdraws nothing: its message is taken all the same.
 */
record ExchangeReceipt(HttpExchange exchange, Inlet inlet) implements Receipt {

    @Override
    public boolean accepted(String messageId) {
        return exchange.respond(HttpAnswer.json(Status.ACCEPTED, "{\"message_id\":" + Json.quote(messageId) + "}"));
    }

    @Override
    public void rejected(Rejection why) {
        exchange.respond(HttpAnswer.problem(Status.BAD_REQUEST, why.detail(), why.field()));
    }

    @Override
    public void throttled(int retryAfterSeconds) {
        exchange.respond(Refusals.THROTTLED.after(retryAfterSeconds));
    }

    @Override
    public void unavailable() {
        exchange.respond(Refusals.NOT_KEPT.after(inlet.retryAfterSeconds()));
    }

    @Override
    public boolean isWithdrawn() {
        return exchange.isAnswered();
    }
}
