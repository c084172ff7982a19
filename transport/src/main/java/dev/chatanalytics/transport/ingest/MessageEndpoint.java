package dev.chatanalytics.transport.ingest;

import dev.chatanalytics.engine.Inlet;
import dev.chatanalytics.engine.OfferResult;
import dev.chatanalytics.engine.Submission;
import dev.chatanalytics.transport.http.HeadDecision;
import dev.chatanalytics.transport.http.HttpAnswer;
import dev.chatanalytics.transport.http.HttpExchange;
import dev.chatanalytics.transport.http.RequestHandler;
import dev.chatanalytics.transport.http.RequestHead;
import dev.chatanalytics.transport.http.Status;
import java.time.Duration;
import java.util.Locale;

/**
 * Offers each body to the ring, and answers when the ring has said what became of it. For {@code POST} on {@link #PATH}.
 * What can be refused at the head is: a body that is no JSON, and any while there is no room.
 *
 * <p>Thread-safe; never blocks. Each exchange is answered once: by the ring's receipt, or with 503 when that takes too long.
 * The receipt says which, and the ring withdraws a message whose sender was told 503.
 */
public final class MessageEndpoint implements RequestHandler {

    public static final String PATH = "/v1/messages";

    private static final HeadDecision WRONG_TYPE = HeadDecision.refuse(
            HttpAnswer.problem(Status.UNSUPPORTED_MEDIA_TYPE, "Content-Type: expected application/json"));
    private static final HeadDecision WRONG_CODING =
            HeadDecision.refuse(HttpAnswer.problem(Status.UNSUPPORTED_MEDIA_TYPE, "Content-Encoding: expected none"));

    /** How much longer a message may wait for the disk that is let in to see whether the disk is well again. */
    private static final int SLOW_FACTOR = 10;

    private final Inlet inlet;
    private final Wait usual;
    private final Wait slow;

    /** How long one message may wait, and when that is looked at first. */
    private record Wait(Duration first, long ingestNanos, long commitNanos) {

        static Wait of(Duration ingest, Duration commit) {
            return new Wait(ingest.compareTo(commit) < 0 ? ingest : commit, ingest.toNanos(), commit.toNanos());
        }
    }

    /**
     * @param ingestTimeout from the whole request to its answer, to 20 ms, without the time that the log was at work
     * @param commitTimeout the time that the log may be at work meanwhile
     */
    public MessageEndpoint(Inlet inlet, Duration ingestTimeout, Duration commitTimeout) {
        this.inlet = inlet;
        usual = Wait.of(ingestTimeout, commitTimeout);
        slow = Wait.of(ingestTimeout, commitTimeout.multipliedBy(SLOW_FACTOR));
    }

    @Override
    public HeadDecision decide(RequestHead head) {
        if (!isJson(head.contentType())) {
            return WRONG_TYPE;
        }
        if (head.contentEncoding() != null) {
            return WRONG_CODING;
        }
        OfferResult room = inlet.precheck();
        return room.isAccepted() ? HeadDecision.TAKE : HeadDecision.refuse(refusal(room));
    }

    @Override
    public void handle(HttpExchange exchange) {
        long logNanosBefore = inlet.logWaitNanos();
        ExchangeReceipt receipt = new ExchangeReceipt(exchange, inlet);
        OfferResult result = inlet.offer(new Submission(exchange.takeBody(), exchange.sender(), receipt));
        if (result.isAccepted()) {
            Wait wait = result == OfferResult.ACCEPTED_SLOW ? slow : usual;
            exchange.forgetRequest();
            exchange.respondWithin(
                    wait.first(), new Patience(inlet, logNanosBefore, wait.ingestNanos(), wait.commitNanos()));
        } else {
            exchange.respond(refusal(result));
        }
    }

    private HttpAnswer refusal(OfferResult result) {
        Refusals refusal = switch (result) {
            case FULL -> Refusals.FULL;
            case OUT_OF_SLOTS -> Refusals.OUT_OF_SLOTS;
            case LOG_SLOW -> Refusals.LOG_SLOW;
            case STARTING -> Refusals.STARTING;
            case CLOSED -> Refusals.CLOSED;
            case ACCEPTED, ACCEPTED_SLOW -> throw new IllegalArgumentException("result: " + result);
        };
        return refusal.after(inlet.retryAfterSeconds());
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
