package dev.chatanalytics.engine;

/** What became of an offered body, and what its sender should do. */
public enum OfferResult {
    /** It is in the ring; its receipt will be told. */
    ACCEPTED,
    /** Less of the ring is free than {@code ring.reject-below}: send it again after a pause. */
    FULL,
    /** The engine is stopping, or has failed: send it again, to another instance or later. */
    CLOSED
}
