package dev.chatanalytics.transport.ingest;

import dev.chatanalytics.engine.Inlet;
import dev.chatanalytics.engine.OfferResult;
import dev.chatanalytics.transport.http.HttpAnswer;
import dev.chatanalytics.transport.http.HttpExchange;
import dev.chatanalytics.transport.http.RequestHandler;
import dev.chatanalytics.transport.http.Status;
import java.time.Duration;
import java.util.Locale;

/**
 * Offers each body to the ring, and answers when the ring has said what became of it. For {@code POST} on {@link #PATH}.
 *
 * <p>Thread-safe; never blocks. Each exchange is answered once: by the ring's receipt, or with 503 when that takes longer
 * than the ingest time-out. What the ring says later is then dropped, and the chatbot's retry finds the message stored.
 */
public final class MessageEndpoint implements RequestHandler {

    public static final String PATH = "/v1/messages";

    private static final HttpAnswer WRONG_TYPE =
            HttpAnswer.problem(Status.UNSUPPORTED_MEDIA_TYPE, "Content-Type: expected application/json");
    private static final HttpAnswer WRONG_CODING =
            HttpAnswer.problem(Status.UNSUPPORTED_MEDIA_TYPE, "Content-Encoding: expected none");

    private final Inlet inlet;
    private final Duration ingestTimeout;

    /** @param ingestTimeout from the whole request to its answer, to 20 ms */
    public MessageEndpoint(Inlet inlet, Duration ingestTimeout) {
        this.inlet = inlet;
        this.ingestTimeout = ingestTimeout;
    }

    @Override
    public void handle(HttpExchange exchange) {
        if (!isJson(exchange.contentType())) {
            exchange.respond(WRONG_TYPE);
        } else if (exchange.contentEncoding() != null) {
            exchange.respond(WRONG_CODING);
        } else {
            offer(exchange);
        }
    }

    private void offer(HttpExchange exchange) {
        OfferResult result = inlet.offer(exchange.body(), new ExchangeReceipt(exchange));
        switch (result) {
            case ACCEPTED -> exchange.respondWithin(ingestTimeout, Refusals::tooLate);
            case FULL -> exchange.respond(Refusals.full());
            case CLOSED -> exchange.respond(Refusals.closed());
        }
    }

    /** {@code application/json} with or without parameters, which mean nothing: JSON is UTF-8. */
    private static boolean isJson(String contentType) {
        if (contentType == null) {
            return false;
        }
        if (contentType.equals(HttpAnswer.JSON)) {
            return true;
        }
        int end = contentType.indexOf(';');
        String type = end < 0 ? contentType : contentType.substring(0, end);
        return type.strip().toLowerCase(Locale.ROOT).equals(HttpAnswer.JSON);
    }
}
