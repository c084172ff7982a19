package dev.chatanalytics.transport.http;

/** What a server counts and times. Called on its event loops: thread-safe, does not block and does not throw. */
@FunctionalInterface
public interface HttpMetrics {

    /** Counts nothing. */
    HttpMetrics NONE = (status, nanos) -> {};

    /**
     * One answer was written.
     *
     * @param status such as 202
     * @param nanos since the last byte of its request was read
     */
    void answered(int status, long nanos);
}
