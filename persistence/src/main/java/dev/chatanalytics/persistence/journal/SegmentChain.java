package dev.chatanalytics.persistence.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The segments of this run: the one that is written to, and those that are complete and wait until their messages are
 * safe elsewhere. Used by one thread; {@link #bytes} and {@link #segments} are thread-safe.
 */
final class SegmentChain {

    private static final Logger LOG = LoggerFactory.getLogger(SegmentChain.class);

    private final JournalOptions options;
    private final long run;
    private final Leftovers leftovers;
    private final SegmentFiles files;
    private final Deque<Segment> complete = new ArrayDeque<>();
    private final NextSegment next;
    private ActiveSegment active;
    private long nextIndex = 1;
    private boolean deletionFails;
    private volatile long bytes;
    private volatile int segments;

    SegmentChain(JournalOptions options, Leftovers leftovers, SegmentFiles files) {
        this.options = options;
        this.run = leftovers.nextRun();
        this.leftovers = leftovers;
        this.files = files;
        this.next = new NextSegment(files, options.segmentBytes());
    }

    /** Before the first message of a batch: ends a segment that is long enough. */
    void startBatch() {
        if (active != null && active.committed() >= options.segmentBytes()) {
            end(SegmentName.Kind.JOURNAL);
        }
    }

    /** Whether so many bytes can be written within the cap. */
    boolean hasRoomFor(long size) {
        return (active == null ? Math.max(0, size - next.bytes()) : active.growthFor(size)) <= room();
    }

    private long room() {
        return options.maxBytes() - bytes - leftovers.bytes();
    }

    /** Adds to the batch. */
    void write(ByteBuffer records) throws IOException {
        if (active == null) {
            active = begin();
        }
        try {
            active.write(records, Math.min(options.segmentBytes(), active.allocated() + room()));
        } catch (IOException e) {
            throw new IOException(active.name().path() + ": " + e.getMessage(), e);
        } finally {
            count();
        }
    }

    private ActiveSegment begin() throws IOException {
        ActiveSegment made = next.take();
        if (made != null) {
            return made;
        }
        SegmentName name = nextName();
        return new ActiveSegment(name, files.create(name.path()));
    }

    private SegmentName nextName() {
        return new SegmentName(options.dir(), run, nextIndex++, SegmentName.Kind.JOURNAL);
    }

    /** Makes the batch durable. No message so far has a higher sequence than this. */
    void commit(long sequence) throws IOException {
        active.commit(sequence);
        if (active.committed() >= options.segmentBytes() / 2 && isWorthMakingTheNext()) {
            next.begin(nextName());
            count();
        }
    }

    /** A segment that grows once or twice need not be made ahead. */
    private boolean isWorthMakingTheNext() {
        long length = options.segmentBytes();
        return next.bytes() == 0 && length > ActiveSegment.EXTENT && length <= room();
    }

    /**
     * Drops the batch, which could not be written.
     *
     * @return whether nothing of it is left on the disk
     */
    boolean cutBack() {
        if (active == null) {
            return true;
        }
        try {
            active.cutBack();
            count();
            return true;
        } catch (IOException e) {
            LOG.warn(
                    "{}: could not be cut back, another segment takes its place",
                    active.name().path(),
                    e);
            suspect();
            return false;
        }
    }

    /** What of the batch is on the disk is unknown: the file is never written again, and goes when nothing else is in it. */
    void suspect() {
        if (active != null) {
            end(SegmentName.Kind.SUSPECT);
        }
    }

    /** Ends the segment: what comes goes to another. */
    void roll() {
        if (active != null) {
            end(SegmentName.Kind.JOURNAL);
        }
    }

    /** Ends the last segment; there is no other. */
    void close() {
        roll();
        next.discard();
        count();
    }

    private void end(SegmentName.Kind kind) {
        ActiveSegment ended = active;
        active = null;
        deletionFails = false;
        try {
            ended.close();
        } catch (IOException e) {
            LOG.warn(
                    "{}: could not be closed; what was committed is durable",
                    ended.name().path(),
                    e);
        }
        if (kind == SegmentName.Kind.JOURNAL) {
            complete.add(ended.complete());
        } else if (ended.committed() > 0 || !delete(ended.name())) {
            complete.add(renamed(ended.complete()));
        }
        count();
    }

    private static Segment renamed(Segment segment) {
        SegmentName suspect = segment.name().as(SegmentName.Kind.SUSPECT);
        try {
            Files.move(segment.name().path(), suspect.path());
            return new Segment(suspect, segment.bytes(), segment.lastSequence());
        } catch (IOException e) {
            LOG.warn(
                    "{}: could not be renamed; it is not written again",
                    segment.name().path(),
                    e);
            return segment;
        }
    }

    /**
     * Deletes the oldest segment if its messages are safe elsewhere. One at a time, since each takes the disk some
     * milliseconds. Not fsynced: a segment that comes back after a power failure is read again, no harm done.
     *
     * @return whether there may be more
     */
    boolean deleteReleased(long released) {
        Segment oldest = complete.peek();
        if (oldest == null || oldest.lastSequence() > released || deletionFails) {
            return false;
        }
        deletionFails = !delete(oldest.name());
        if (!deletionFails) {
            complete.poll();
            count();
        }
        return !deletionFails;
    }

    private static boolean delete(SegmentName name) {
        try {
            Files.deleteIfExists(name.path());
            return true;
        } catch (IOException e) {
            LOG.warn("{}: could not be deleted, to be tried again later", name.path(), e);
            return false;
        }
    }

    private void count() {
        long sum = next.bytes() + (active == null ? 0 : active.allocated());
        for (Segment segment : complete) {
            sum += segment.bytes();
        }
        bytes = sum;
        segments = complete.size() + (active == null ? 0 : 1);
    }

    long bytes() {
        return bytes;
    }

    int segments() {
        return segments;
    }
}
