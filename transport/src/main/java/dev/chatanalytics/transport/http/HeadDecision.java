package dev.chatanalytics.transport.http;

import dev.chatanalytics.engine.Sender;

/**
 * What is to become of a request of which only the head is known. Immutable, so that one may serve many requests.
 *
 * @param answer sent in place of the body's reading; null when the request is taken
 * @param maxBodyBytes of a request that is taken: more is 413; {@link #SERVER_LIMIT} for what the server's options say
 * @param sender whose request it is
 */
public record HeadDecision(HttpAnswer answer, int maxBodyBytes, Sender sender) {

    /** As {@link HttpServerOptions#maxBodyBytes()} says. */
    public static final int SERVER_LIMIT = -1;

    /** Takes the request of nobody in particular, up to the server's limit. */
    public static final HeadDecision TAKE = take(SERVER_LIMIT, Sender.ANONYMOUS);

    /** Takes the request when its body is no longer than that. */
    public static HeadDecision take(int maxBodyBytes, Sender sender) {
        return new HeadDecision(null, maxBodyBytes, sender);
    }

    /** Answers at once, and throws the body away as it comes. */
    public static HeadDecision refuse(HttpAnswer answer) {
        return new HeadDecision(answer, 0, Sender.ANONYMOUS);
    }
}
