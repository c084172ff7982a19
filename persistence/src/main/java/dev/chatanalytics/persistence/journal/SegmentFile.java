package dev.chatanalytics.persistence.journal;

import java.io.IOException;
import java.io.SyncFailedException;
import java.nio.ByteBuffer;

/** The four things that a segment asks of its file. Used by one thread. */
interface SegmentFile extends AutoCloseable {

    /** Writes all that remains in the buffer. */
    void write(ByteBuffer bytes, long position) throws IOException;

    /** @throws SyncFailedException when it is unknown what of the file is on the disk */
    void force() throws SyncFailedException;

    void truncate(long length) throws IOException;

    @Override
    void close() throws IOException;
}
