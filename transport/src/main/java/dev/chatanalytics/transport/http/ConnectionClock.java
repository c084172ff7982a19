package dev.chatanalytics.transport.http;

import java.util.concurrent.TimeUnit;

/**
 * Knows since when one connection has been doing what, and judges when that is too long. Event loop only.
 *
 * <p>A request's time runs from its first byte to its last, so that dripping bytes does not buy more of it.
 */
final class ConnectionClock {

    private static final long LINGER_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long NEVER = -1;

    /** What is to be done about a connection. */
    enum Verdict {
        FINE,
        /** Its request takes too long to come. */
        SLOW,
        /** Nothing goes on, or its client takes no answers. */
        IDLE
    }

    private final LoopDesk desk;
    private final long requestNanos;
    private final long idleNanos;
    private long activeAt;
    private long activity;
    private long begunAt = NEVER;
    private long lingerUntil = NEVER;

    ConnectionClock(LoopDesk desk, HttpServerOptions options) {
        this.desk = desk;
        requestNanos = options.requestTimeout().toNanos();
        idleNanos = options.idleTimeout().toNanos();
        active();
    }

    private void active() {
        activeAt = desk.clock();
        activity = desk.nextActivity();
    }

    /** @param requestBegun whether a part of a request has come, and not yet all of it */
    void bytesDecoded(boolean requestBegun) {
        if (!requestBegun) {
            begunAt = NEVER; // empty lines, perhaps, which are nothing
            return;
        }
        active();
        if (begunAt == NEVER) {
            begunAt = activeAt;
        }
    }

    void requestWhole() {
        begunAt = NEVER;
    }

    /** Higher than that of each connection of this desk on which something last happened before. */
    long activity() {
        return activity;
    }

    boolean betweenRequests() {
        return begunAt == NEVER;
    }

    void answered() {
        active();
    }

    /** We read again: whoever was kept waiting by us has all the time of a new request. */
    void readingResumed() {
        if (begunAt != NEVER) {
            begunAt = desk.clock();
        }
    }

    void lingering() {
        lingerUntil = desk.clock() + LINGER_NANOS;
    }

    /**
     * @param reading whether we read what the client sends
     * @param waiting whether the client waits for an answer that we have not given yet
     */
    Verdict verdict(boolean reading, boolean waiting) {
        long now = desk.clock();
        if (lingerUntil != NEVER) {
            return now > lingerUntil ? Verdict.IDLE : Verdict.FINE;
        }
        if (begunAt != NEVER && reading) {
            return now - begunAt > requestNanos ? Verdict.SLOW : Verdict.FINE;
        }
        return !waiting && now - activeAt > idleNanos ? Verdict.IDLE : Verdict.FINE;
    }
}
