package dev.chatanalytics.persistence.journal;

import java.io.IOException;
import java.io.SyncFailedException;
import java.nio.ByteBuffer;

/**
 * The segment that is written to. Used by one thread.
 *
 * <pre>
 *   0 ........ committed ........ written ........ allocated
 *     durable             this batch        zeros
 * </pre>
 *
 * <p>The file is made longer by much at a time, since an fsync that need not write down a new length takes half as long; or
 * {@link NextSegment} has made it as long as it may become.
 */
final class ActiveSegment {

    /** By how much it is made longer. */
    static final int EXTENT = 1 << 20;

    private static final ByteBuffer ZEROS = ByteBuffer.allocateDirect(1 << 16).asReadOnlyBuffer();

    private final SegmentName name;
    private final SegmentFile file;
    private long committed;
    private long written;
    private long allocated;
    private long lastSequence = Long.MIN_VALUE;

    ActiveSegment(SegmentName name, SegmentFile file) {
        this.name = name;
        this.file = file;
    }

    SegmentName name() {
        return name;
    }

    /** The length of its file, or a little more when a write failed in the middle. */
    long allocated() {
        return allocated;
    }

    /** Bytes that are durable. */
    long committed() {
        return committed;
    }

    /** Makes a new file this long, durably. In steps, so that others who wait for the disk get their turn. */
    void allocate(long length) throws IOException {
        while (allocated < length) {
            zero(Math.min(allocated + EXTENT, length));
            file.force();
        }
    }

    /** By how much the file would have to grow. */
    long growthFor(long bytes) {
        return Math.max(0, written + bytes - allocated);
    }

    /**
     * Adds to the batch.
     *
     * @param most how long the file may become beyond what the bytes themselves need
     */
    void write(ByteBuffer bytes, long most) throws IOException {
        long end = written + bytes.remaining();
        boolean grows = end > allocated;
        allocated = Math.max(allocated, end);
        file.write(bytes, written);
        written = end;
        if (grows) {
            extend(Math.min(end + EXTENT, most));
        }
    }

    private void extend(long length) throws IOException {
        try {
            zero(length);
        } catch (IOException e) {
            // The batch is written: room for the next ones would have been welcome, and is not needed. A disk that is
            // really ill fails the fsync.
            file.truncate(written);
            allocated = written;
        }
    }

    private void zero(long length) throws IOException {
        while (allocated < length) {
            int part = (int) Math.min(ZEROS.capacity(), length - allocated);
            allocated += part;
            file.write(ZEROS.slice(0, part), allocated - part);
        }
    }

    /** Makes the batch durable. */
    void commit(long sequence) throws SyncFailedException {
        file.force();
        committed = written;
        lastSequence = sequence;
    }

    /** Drops the batch. */
    void cutBack() throws IOException {
        file.truncate(committed);
        written = committed;
        allocated = committed;
    }

    /** Ends writing. */
    Segment close() throws IOException {
        file.close();
        return complete();
    }

    /** What it is when nothing more is written. */
    Segment complete() {
        return new Segment(name, allocated, lastSequence);
    }
}
