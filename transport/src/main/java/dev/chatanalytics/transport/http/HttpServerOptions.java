package dev.chatanalytics.transport.http;

import java.time.Duration;

/**
 * Where a server listens and what it puts up with. Values are taken as valid.
 *
 * @param port 0 for any free one
 * @param maxConnections open at once; more are closed as soon as they are accepted
 * @param maxBodyBytes of a request; more is 413
 * @param requestTimeout from the first byte of a request to its last; more is 408
 * @param idleTimeout of a connection between requests
 */
public record HttpServerOptions(
        String host, int port, int maxConnections, int maxBodyBytes, Duration requestTimeout, Duration idleTimeout) {}
