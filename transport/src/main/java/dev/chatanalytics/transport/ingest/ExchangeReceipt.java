package dev.chatanalytics.transport.ingest;

import dev.chatanalytics.engine.message.Rejection;
import dev.chatanalytics.engine.port.Receipt;
import dev.chatanalytics.transport.http.HttpAnswer;
import dev.chatanalytics.transport.http.HttpExchange;
import dev.chatanalytics.transport.http.Json;
import dev.chatanalytics.transport.http.Status;

/** Turns what the ring says of one body into the answer of its exchange. Called on a thread of the ring. */
record ExchangeReceipt(HttpExchange exchange) implements Receipt {

    @Override
    public void accepted(String messageId) {
        exchange.respond(HttpAnswer.json(Status.ACCEPTED, "{\"message_id\":" + Json.quote(messageId) + "}"));
    }

    @Override
    public void rejected(Rejection why) {
        exchange.respond(HttpAnswer.problem(Status.BAD_REQUEST, why.detail(), why.field()));
    }

    @Override
    public void unavailable() {
        exchange.respond(Refusals.notKept());
    }
}
