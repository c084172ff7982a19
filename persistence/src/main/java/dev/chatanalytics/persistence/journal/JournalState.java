package dev.chatanalytics.persistence.journal;

/**
 * How the journal is. Immutable.
 *
 * @param bytes of all files, those of earlier runs and those put aside included
 * @param segments files that hold messages, those of earlier runs included
 * @param fsyncFailures how often the disk refused to say that data is durable, since the start; each cost a segment
 * @param fault why messages were refused last, or not noted to be safe; null when all have been taken since
 */
public record JournalState(long bytes, int segments, long fsyncFailures, String fault) {

    /** Whether messages are taken, as far as the last commit tells. */
    public boolean healthy() {
        return fault == null;
    }
}
