package dev.chatanalytics.persistence.journal;

import dev.chatanalytics.engine.message.Message;
import java.io.IOException;
import java.io.SyncFailedException;

/**
 * Records on their way to the disk, where they become durable together. Used by one thread.
 *
 * <p>After a call that threw, but for {@link #put}, only {@link #abandon} may follow.
 */
final class Batch {

    private final JournalOptions options;
    private final SegmentChain chain;
    private final Releases releases;
    private final RecordBuffer buffer = new RecordBuffer();

    /** The mark that the last record says. */
    private long mark;

    /** How many withdrawn messages a record names. */
    private int named;

    Batch(JournalOptions options, SegmentChain chain, Releases releases) {
        this.options = options;
        this.chain = chain;
        this.releases = releases;
    }

    /** Before the first message. */
    void begin() {
        releases.update();
        chain.startBatch();
    }

    /**
     * Whether the message fits into the buffer, which {@link #writeEarly} would empty.
     *
     * @throws IOException when it never does
     */
    boolean hasRoomFor(Message message) throws IOException {
        long worst = RecordBuffer.worstBytes(message);
        if (worst > buffer.capacity()) {
            throw new IOException("Message " + message.messageId() + " is too long for the journal");
        }
        return worst <= buffer.remaining();
    }

    /** The buffer is full before the batch is: its first part is written now, and durable with the rest. */
    void writeEarly() throws IOException {
        chain.write(buffer.bytes());
        buffer.clear();
    }

    /**
     * Adds a message. When it throws, the batch is as it was.
     *
     * @param first whether it is the batch's first message
     * @throws IOException when the journal is full
     */
    void put(long sequence, Message message, boolean first) throws IOException {
        int before = buffer.size();
        boolean added = false;
        try {
            buffer.put(sequence, releases.mark(), message);
            if (!chain.hasRoomFor(buffer.size()) && !(first && makeRoom())) {
                throw full();
            }
            mark = releases.mark();
            added = true;
        } finally {
            if (!added) {
                buffer.cut(before);
            }
        }
    }

    private IOException full() {
        return new IOException(options.dir() + ": full, at most " + options.maxBytes() + " bytes may be used");
    }

    /** At the cap no commit may follow that deletes what was released, so it is done here. */
    private boolean makeRoom() {
        chain.roll();
        deleteReleased();
        return chain.hasRoomFor(buffer.size());
    }

    /** Adds a watermark with all that the journal does not say yet, or as much of it as there is room for. */
    private boolean putNote() {
        int before = buffer.size();
        named = buffer.put(releases.mark(), releases.withdrawn());
        if (named < 0 || !chain.hasRoomFor(buffer.size())) {
            buffer.cut(before);
            named = 0;
            return false;
        }
        mark = releases.mark();
        return true;
    }

    /**
     * Makes the batch durable.
     *
     * @param last the highest sequence so far
     */
    void commit(long last) throws IOException {
        named = 0;
        if (!releases.withdrawn().isEmpty()) {
            putNote(); // else in a later batch
        }
        force(last);
    }

    /** Makes a batch without a message durable, which says what the journal does not say yet. */
    void commitNote(long last) throws IOException {
        if (!putNote() && !(makeRoom() && putNote())) {
            throw full();
        }
        force(last);
    }

    private void force(long last) throws IOException {
        chain.write(buffer.bytes());
        chain.commit(last);
        buffer.clear();
        releases.noted(mark, named);
    }

    /**
     * Drops the batch. Another may follow.
     *
     * @return whether nothing of it is left on the disk
     */
    boolean abandon(Throwable why) {
        buffer.clear();
        if (why instanceof SyncFailedException) {
            chain.suspect();
            return false;
        }
        return chain.cutBack();
    }

    void deleteReleased() {
        while (chain.deleteReleased(releases.mark())) {}
    }
}
