package dev.chatanalytics.persistence.database;

/**
 * The connection pool at one moment.
 *
 * @param active connections in use
 * @param idle connections open and not in use
 * @param total both, and those that are being closed
 * @param waiting threads that wait for a connection
 */
public record PoolState(int active, int idle, int total, int waiting) {}
