package dev.chatanalytics.persistence.deadletter;

import dev.chatanalytics.engine.message.AnalyzedMessage;
import dev.chatanalytics.engine.port.DeadLetters;
import dev.chatanalytics.persistence.disk.DirectoryLock;
import dev.chatanalytics.persistence.disk.DurableFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps dead letters in files of JSON lines: {@code waiting/} for those that are replayed by themselves, {@code poison/}
 * for those that an operator decides on. Thread-safe; one writer at a time is down at the disk. One process at a time
 * owns the directory.
 *
 * <p>Its files never take more than their cap: beyond it {@link #keep} refuses, and nothing is dropped to make room.
 */
public final class FileDeadLetters implements DeadLetters, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FileDeadLetters.class);

    private final DeadLetterOptions options;
    private final DirectoryLock lock;
    private final SegmentFolder waiting;
    private final SegmentFolder poison;
    private final BadLines bad;
    private volatile Runnable listener = () -> {};
    private volatile boolean refusing;
    private long total;
    private boolean closed;

    // Written under the lock, read without it: a slow disk must not hold up whoever asks for the counts.
    private volatile Counts counts = new Counts(0, 0, 0, 0);

    private FileDeadLetters(DeadLetterOptions options, DirectoryLock lock) throws IOException {
        this.options = options;
        this.lock = lock;
        this.waiting = SegmentFolder.open(options.dir(), Kind.WAITING);
        this.poison = SegmentFolder.open(options.dir(), Kind.POISON);
        this.bad = new BadLines(options.dir());
        DurableFiles.syncDirectory(options.dir());
        DurableFiles.syncDirectory(options.dir().toAbsolutePath().getParent());
        count();
    }

    private record Counts(long pending, long poison, long total, long bytes) {}

    /**
     * Takes the directory and finds what earlier runs left there, which takes a second or so for a gigabyte.
     *
     * @throws IOException when it cannot be made or written, or is in use
     */
    public static FileDeadLetters open(DeadLetterOptions options) throws IOException {
        DirectoryLock lock = null;
        try {
            Files.createDirectories(options.dir());
            lock = DirectoryLock.take(options.dir(), "lock");
            return new FileDeadLetters(options, lock);
        } catch (FileSystemException e) {
            release(lock);
            throw new IOException(options.dir() + ": dead letters cannot be kept here: " + e, e);
        } catch (IOException | RuntimeException e) {
            release(lock);
            throw e;
        }
    }

    private static void release(DirectoryLock lock) throws IOException {
        if (lock != null) {
            lock.close();
        }
    }

    @Override
    public void keep(Kind kind, List<AnalyzedMessage> messages, String reason, int attempts) throws IOException {
        byte[] lines = encode(kind, messages, reason, attempts);
        synchronized (this) {
            try {
                checkRoom(lines.length);
                total += append(kind, lines, messages.size());
                refusing = false;
            } catch (IOException | RuntimeException e) {
                refusing = true;
                throw e;
            }
            count();
        }
        listener.run();
    }

    private void checkRoom(int bytes) throws IOException {
        if (closed) {
            throw new IOException(options.dir() + ": closed");
        }
        long used = counts.bytes();
        if (used + bytes > options.maxBytes()) {
            throw new IOException(options.dir() + ": full, " + used + " bytes of at most " + options.maxBytes()
                    + " are used and " + bytes + " more are needed");
        }
    }

    /**
     * Keeps the messages of a replayed file that turned out to be poison. The cap does not count here: they are on disk
     * already, and refusing them would keep their file there for ever.
     */
    void move(List<AnalyzedMessage> messages, String reason, int attempts) throws IOException {
        byte[] lines = encode(Kind.POISON, messages, reason, attempts);
        synchronized (this) {
            append(Kind.POISON, lines, messages.size());
            count();
        }
    }

    private int append(Kind kind, byte[] lines, int rows) throws IOException {
        folder(kind).append(lines, rows);
        return rows;
    }

    private static byte[] encode(Kind kind, List<AnalyzedMessage> messages, String reason, int attempts)
            throws IOException {
        Instant now = Instant.now();
        ByteArrayOutputStream lines = new ByteArrayOutputStream(512 * messages.size());
        for (AnalyzedMessage message : messages) {
            lines.write(DeadLetterLine.encode(new DeadLetter(kind, now, reason, attempts, message)));
        }
        return lines.toByteArray();
    }

    private SegmentFolder folder(Kind kind) {
        return kind == Kind.WAITING ? waiting : poison;
    }

    /** How many messages wait to be stored, those of earlier runs included. */
    public long pending() {
        return counts.pending();
    }

    /** How many messages are on disk as poison, those of earlier runs included. */
    public long poison() {
        return counts.poison();
    }

    /** How many messages of both kinds were kept since this was opened. */
    public long total() {
        return counts.total();
    }

    /** How much of the cap is used. */
    public long bytes() {
        return counts.bytes();
    }

    /** Whether they took nothing when they were last asked to keep something: full, or their disk is at fault. */
    public boolean isRefusing() {
        return refusing;
    }

    private void count() {
        long bytes = waiting.bytes() + poison.bytes() + bad.bytes();
        counts = new Counts(waiting.rows(), poison.rows(), total, bytes);
    }

    /** Runs this on the writer's thread whenever letters were kept; it does not block. */
    void onKept(Runnable task) {
        listener = task;
    }

    /** The oldest file of waiting letters, complete, or null when there is none. */
    synchronized Segment oldestWaiting() throws IOException {
        return waiting.oldest();
    }

    /** All files of one kind, complete, oldest first. */
    synchronized List<Segment> segments(Kind kind) throws IOException {
        return folder(kind).all();
    }

    /** So many more letters of the file, which reach up to this byte, are stored or kept elsewhere. */
    synchronized void settled(Segment segment, int rows, long upTo) {
        segment.settled(rows, upTo);
        count();
    }

    /** Keeps the bad lines of a file, which replace what an earlier replay of the file in this run put aside. */
    synchronized void putAside(Segment segment, List<byte[]> lines) throws IOException {
        bad.put(segment, lines);
        count();
    }

    /** Every letter of the file is safe elsewhere. */
    synchronized void delete(Segment segment) throws IOException {
        Files.delete(segment.path());
        folder(segment.kind()).remove(segment);
        count();
    }

    /** Has the rest of the file replayed after the other files. */
    synchronized void postpone(Segment segment) throws IOException {
        folder(segment.kind()).postpone(segment);
    }

    /** Has the oldest file that waits replayed first again. */
    synchronized void inOrder() {
        waiting.inOrder();
    }

    /** Ends the files and frees the directory. A second call does nothing. */
    @Override
    public synchronized void close() throws IOException {
        closed = true;
        List<IOException> errors = new ArrayList<>();
        for (AutoCloseable part : List.<AutoCloseable>of(waiting::roll, poison::roll, lock)) {
            try {
                part.close();
            } catch (IOException e) {
                errors.add(e);
            } catch (Exception e) {
                throw new IllegalStateException("only IOException is thrown here", e);
            }
        }
        if (!errors.isEmpty()) {
            IOException first = errors.get(0);
            errors.stream().skip(1).forEach(first::addSuppressed);
            throw first;
        }
        LOG.debug("{}: closed", options.dir());
    }
}
