package dev.chatanalytics.transport.http;

import java.time.Duration;

/**
 * Where a server listens and what it puts up with. Values are taken as valid.
 *
 * @param port 0 for any free one
 * @param maxConnections open at once
 * @param maxBodyBytes of a request; more is 413
 * @param requestTimeout from the first byte of a request to its last; more is 408
 * @param idleTimeout of a connection between requests
 * @param newcomersFirst what becomes of a connection too many: it is closed as soon as it is accepted, or it is served, and
 *     the one on which nothing has happened for longest is closed, which only a server on one event loop can tell
 */
public record HttpServerOptions(
        String host,
        int port,
        int maxConnections,
        int maxBodyBytes,
        Duration requestTimeout,
        Duration idleTimeout,
        boolean newcomersFirst) {

    /** Those who came first stay. */
    public HttpServerOptions(
            String host,
            int port,
            int maxConnections,
            int maxBodyBytes,
            Duration requestTimeout,
            Duration idleTimeout) {
        this(host, port, maxConnections, maxBodyBytes, requestTimeout, idleTimeout, false);
    }

    /** The same for a server whose answers are short and asked for by few, who must not be kept out by others. */
    public HttpServerOptions withNewcomersFirst() {
        return new HttpServerOptions(host, port, maxConnections, maxBodyBytes, requestTimeout, idleTimeout, true);
    }

    /** The same with another limit of connections. */
    public HttpServerOptions withMaxConnections(int connections) {
        return new HttpServerOptions(
                host, port, connections, maxBodyBytes, requestTimeout, idleTimeout, newcomersFirst);
    }
}
