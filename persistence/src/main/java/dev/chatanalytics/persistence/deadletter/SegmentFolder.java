package dev.chatanalytics.persistence.deadletter;

import dev.chatanalytics.engine.port.DeadLetters.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/**
 * The dead-letter files of one kind, in order; letters are appended to the newest. Guarded by the lock of
 * {@link FileDeadLetters}.
 *
 * <p>A file of an earlier run is never appended to: it may end in half a line.
 */
final class SegmentFolder {

    /** Small, since after a crash a replay begins again at a file's first line. */
    private static final long ROLL_AT_BYTES = 2L << 20;

    private final Kind kind;
    private final Path directory;
    private final Writers writers;
    private final Deque<Segment> complete;
    private long nextNumber;
    private Segment newest;
    private SegmentWriter writer;

    /** Makes the writer of a new file. */
    @FunctionalInterface
    interface Writers {
        SegmentWriter create(Path path) throws IOException;
    }

    private SegmentFolder(Kind kind, Path directory, List<Segment> found, Writers writers) {
        this.kind = kind;
        this.writers = writers;
        this.directory = directory;
        this.complete = new ArrayDeque<>(found);
        this.nextNumber = found.isEmpty()
                ? 1
                : SegmentNames.number(found.get(found.size() - 1).path()) + 1;
    }

    /** Finds what earlier runs left in {@code dir/waiting} or {@code dir/poison}, which is made when missing. */
    static SegmentFolder open(Path dir, Kind kind) throws IOException {
        return open(dir, kind, SegmentWriter::create);
    }

    static SegmentFolder open(Path dir, Kind kind, Writers writers) throws IOException {
        Path directory = dir.resolve(SegmentNames.folder(kind));
        Files.createDirectories(directory);
        return new SegmentFolder(kind, directory, SegmentNames.scan(kind, directory), writers);
    }

    /** Appends whole lines, durably. */
    void append(byte[] lines, int rows) throws IOException {
        if (writer == null) {
            Path path = directory.resolve(SegmentNames.name(nextNumber++));
            writer = writers.create(path);
            newest = new Segment(kind, path, 0, 0);
        }
        try {
            writer.append(lines);
            newest.added(rows, lines.length);
        } catch (IOException e) {
            leave(e);
            throw e;
        }
        if (newest.bytes() >= ROLL_AT_BYTES) {
            roll();
        }
    }

    /** Ends the newest file, which failed; one without a letter goes, or a full disk would fill with empty files. */
    private void leave(IOException failure) throws IOException {
        if (newest.rows() > 0) {
            roll();
            return;
        }
        Path empty = newest.path();
        writer = null;
        newest = null;
        try {
            Files.delete(empty);
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    /** Ends the newest file: what comes goes to another. */
    void roll() throws IOException {
        if (writer != null) {
            SegmentWriter ended = writer;
            complete.add(newest);
            writer = null;
            newest = null;
            ended.close();
        }
    }

    /** The oldest file, which is no longer written to, or null when there is none. */
    Segment oldest() throws IOException {
        if (complete.isEmpty()) {
            roll();
        }
        return complete.peek();
    }

    /** All files, no longer written to, oldest first. */
    List<Segment> all() throws IOException {
        roll();
        return List.copyOf(complete);
    }

    void remove(Segment segment) {
        complete.remove(segment);
    }

    /** Has its turn after all others. */
    void postpone(Segment segment) throws IOException {
        if (!complete.remove(segment)) {
            return; // it is finished
        }
        if (complete.isEmpty()) {
            roll();
        }
        complete.add(segment);
    }

    /** Each has its turn by its age again. */
    void inOrder() {
        List<Segment> sorted = new ArrayList<>(complete);
        sorted.sort(Comparator.comparingLong(segment -> SegmentNames.number(segment.path())));
        complete.clear();
        complete.addAll(sorted);
    }

    long rows() {
        return complete.stream().mapToLong(Segment::rows).sum() + (newest == null ? 0 : newest.rows());
    }

    long bytes() {
        return complete.stream().mapToLong(Segment::bytes).sum() + (newest == null ? 0 : newest.bytes());
    }
}
