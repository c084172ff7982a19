package dev.chatanalytics.persistence.deadletter;

import dev.chatanalytics.engine.port.DeadLetters.Kind;
import java.nio.file.Path;

/**
 * One dead-letter file and what is known of it. Guarded by the lock of {@link FileDeadLetters}, except for what only the
 * thread that replays the file needs: how far it came, and whether there was damage.
 */
final class Segment {

    private final Kind kind;
    private final Path path;
    private long rows;
    private long settled;
    private long position;
    private long bytes;
    private boolean damaged;

    Segment(Kind kind, Path path, long rows, long bytes) {
        this.kind = kind;
        this.path = path;
        this.rows = rows;
        this.bytes = bytes;
    }

    Kind kind() {
        return kind;
    }

    Path path() {
        return path;
    }

    /** Letters in it that are not stored yet. */
    long rows() {
        return Math.max(0, rows - settled);
    }

    long bytes() {
        return bytes;
    }

    void added(int moreRows, long moreBytes) {
        rows += moreRows;
        bytes += moreBytes;
    }

    void settled(int moreRows, long upTo) {
        settled += moreRows;
        position = upTo;
    }

    /** The byte up to which every letter is stored or kept elsewhere. */
    long position() {
        return position;
    }

    /** A line that is no letter was found in it. */
    void damaged() {
        damaged = true;
    }

    boolean isDamaged() {
        return damaged;
    }
}
