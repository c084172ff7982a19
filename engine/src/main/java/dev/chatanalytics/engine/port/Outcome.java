package dev.chatanalytics.engine.port;

import java.util.Locale;

/** What can become of an offered body; the label of {@code messages_total}. */
public enum Outcome {
    /** Taken into the ring. */
    ACCEPTED,
    /** Not taken: the queue was full, the log slow, or the door closed. */
    REFUSED,
    /** Taken, and found not to be a valid message. */
    REJECTED,
    /** Taken, and given back since its sender held more than its share of a queue that was more than half full. */
    THROTTLED,
    /** Taken, but its sender was told meanwhile that it took too long: neither analysed nor stored. */
    WITHDRAWN,
    /** Committed to the store. */
    STORED,
    /** Already in the store. */
    DUPLICATE,
    /** Kept on disk, since it could not be stored. */
    DEAD_LETTERED,
    /** Valid, but it could not be made durable: its sender was told to try again. */
    UNACKNOWLEDGED;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** The value in metrics, such as {@code dead_lettered}. */
    public String label() {
        return label;
    }
}
