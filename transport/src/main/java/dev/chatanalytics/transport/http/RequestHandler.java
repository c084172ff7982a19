package dev.chatanalytics.transport.http;

/** Decides on an answer, now or later. */
@FunctionalInterface
public interface RequestHandler {

    /**
     * Decides at the head of a request, before a body costs anything: who sends it, how long it may be, or why it is not
     * taken. Called on the event loop of the connection, so it must not block; several loops call at once. When this throws,
     * the answer is 500.
     *
     * <p>A refusal is sent in its turn, without {@code 100 Continue}. The body is thrown away as it comes, and the connection
     * goes on, unless more than 64 KiB of body follow or the client waits for {@code 100 Continue}: then it is closed.
     */
    default HeadDecision decide(RequestHead head) {
        return HeadDecision.TAKE;
    }

    /**
     * Takes one whole request, of which {@link #decide} has taken the head. Called on the event loop of its connection, so it
     * must not block; several loops call at once. The exchange may be answered on any thread, before or after this returns,
     * and at best always is: until then its connection stays open. When this throws, the answer is 500.
     */
    void handle(HttpExchange exchange);
}
