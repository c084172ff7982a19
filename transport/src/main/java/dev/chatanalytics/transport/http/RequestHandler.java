package dev.chatanalytics.transport.http;

/** Decides on an answer, now or later. */
@FunctionalInterface
public interface RequestHandler {

    /**
     * Takes one whole request. Called on the event loop of its connection, so it must not block; several loops call at
     * once. The exchange may be answered on any thread, before or after this returns, and at best always is: until then
     * its connection stays open. When this throws, the answer is 500.
     */
    void handle(HttpExchange exchange);
}
