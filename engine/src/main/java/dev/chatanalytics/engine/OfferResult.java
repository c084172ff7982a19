package dev.chatanalytics.engine;

/** What became of an offered body, and what its sender should do. */
public enum OfferResult {
    /** It is in the ring; its receipt will be told. */
    ACCEPTED,
    /**
     * It is in the ring although commits of the log take longer than {@code durability.commit-timeout}, so that somebody
     * notices when they no longer do. Its receipt will be told, and has ten times as long to wait for it.
     */
    ACCEPTED_SLOW,
    /** Messages or their bytes have taken up the queue but for {@code ring.reject-below}: send it again after a pause. */
    FULL,
    /**
     * The queue has room, but single messages have been under way for so long that the ring has no slot for another: send it
     * again after a pause, and look at {@code ring.size} and the deadline of an NLP call.
     */
    OUT_OF_SLOTS,
    /** It could not be made durable within {@code durability.commit-timeout}: send it again after a pause. */
    LOG_SLOW,
    /** Nothing is taken yet: send it again, to another instance or later. */
    STARTING,
    /** The engine is stopping, or has failed: send it again, to another instance or later. */
    CLOSED;

    /** Whether the receipt will be told. */
    public boolean isAccepted() {
        return this == ACCEPTED || this == ACCEPTED_SLOW;
    }
}
