package dev.chatanalytics.persistence.journal;

import java.nio.file.Path;

/**
 * Where the journal is kept. Values are taken as valid.
 *
 * @param dir made when it is missing; one process at a time works there
 * @param segmentBytes a segment of this length is ended, and deleted once all its messages are safe elsewhere; of use up
 *     to a quarter of {@code maxBytes}
 * @param maxBytes of all files together; more is refused, never dropped
 */
public record JournalOptions(Path dir, long segmentBytes, long maxBytes) {

    /** Some seconds of 10,000 messages a second. Deleting a file takes 1 ms for each 3 MB, during which nobody is answered. */
    public static final long DEFAULT_SEGMENT_BYTES = 8L << 20;
}
