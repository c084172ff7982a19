package dev.chatanalytics.transport.http;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls a handler that may throw whatever it likes. Thread-safe. */
record GuardedHandler(RequestHandler handler) {

    static final HttpAnswer FAILED =
            HttpAnswer.problem(Status.INTERNAL_SERVER_ERROR, "The server failed; its log says why");

    private static final Logger LOG = LoggerFactory.getLogger(GuardedHandler.class);

    /** @return null when the handler failed */
    HeadDecision decide(RequestHead head) {
        try {
            return handler.decide(head);
        } catch (Throwable t) {
            LOG.error("The handler failed at the head of {} {}", head.method(), head.path(), t);
            return null;
        }
    }

    /** @return false when the handler failed */
    boolean handle(HttpExchange exchange, RequestHead head) {
        try {
            handler.handle(exchange);
            return true;
        } catch (Throwable t) {
            LOG.error("The handler failed at {} {}", head.method(), head.path(), t);
            return false;
        }
    }
}
