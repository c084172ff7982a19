package dev.chatanalytics.transport.http;

/** How far one connection has come. */
enum ConnectionPhase {
    /** Takes requests. */
    OPEN,
    /** Takes no more requests; closes after the answers that are due. */
    LAST,
    /** All is answered. Closed when the client has seen it, for a close that comes too early takes answers back. */
    LINGERING
}
