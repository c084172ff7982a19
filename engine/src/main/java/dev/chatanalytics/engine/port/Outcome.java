package dev.chatanalytics.engine.port;

import java.util.Locale;

/** What can become of an offered body; the label of {@code messages_total}. */
public enum Outcome {
    /** Taken into the ring. */
    ACCEPTED,
    /** Not taken: the ring was full or closed. */
    REFUSED,
    /** Taken, and found not to be a valid message. */
    REJECTED,
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
