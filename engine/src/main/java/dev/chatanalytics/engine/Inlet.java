package dev.chatanalytics.engine;

import java.util.List;

/** The one door into the ring. Thread-safe; no method blocks. */
public interface Inlet {

    /** Offers one body. */
    OfferResult offer(Submission submission);

    /**
     * Offers bodies that belong together: all are taken, or none. They are made durable by one commit of the log.
     *
     * @param batch one body or more
     */
    OfferResult offerAll(List<Submission> batch);

    /**
     * What an offer would be told now, before its body costs anything. Counts a refused message unless the result is
     * {@code ACCEPTED}.
     */
    OfferResult precheck();

    /** Seconds after which a sender that was refused should try again, 1 to 30: when the backlog will be gone, jittered. */
    int retryAfterSeconds();

    /**
     * How long the log has been at work since the start, in nanoseconds, the commit under way included. What it grows by
     * between two moments is what a message waited for the disk.
     */
    long logWaitNanos();
}
