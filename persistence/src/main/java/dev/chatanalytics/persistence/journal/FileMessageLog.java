package dev.chatanalytics.persistence.journal;

import dev.chatanalytics.engine.message.Message;
import dev.chatanalytics.engine.port.MessageLog;
import dev.chatanalytics.persistence.disk.DirectoryLock;
import dev.chatanalytics.persistence.disk.DurableFiles;
import java.io.IOException;
import java.io.SyncFailedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.util.function.Consumer;

/**
 * A journal in files of its own. {@link #append} and {@link #commit} belong to one thread, {@link #release} to another;
 * {@link #recover} and {@link #forgetRecovered} to the thread that starts the service, also while the others work;
 * {@link #state} is thread-safe. The owner closes it when no other thread uses it any more.
 *
 * <pre>
 *   append, append, append ──► buffer ──commit──► 000007-000003.journal     one write, one fsync
 *                                                 000007-000002.journal     waits until it is released
 *                                                 000007-000001.journal  ✗  released: deleted at a commit
 *                                                 000006-000004.journal     of an earlier run: recover, forgetRecovered
 * </pre>
 *
 * <p>What a commit returned from survives the process, its kill, and the machine's power, as long as the disk does; each
 * message is recovered at least once. A batch whose commit threw may still be recovered: its senders were told to try
 * again, and the table knows a message by its key.
 *
 * <p>A failed write is cut off again and the next batch tries anew, so a full disk heals by itself. After a failed fsync
 * nobody can know what is on the disk: that segment is renamed to {@code .suspect} and never written again, and still
 * read by a recovery, since its earlier commits are good.
 */
public final class FileMessageLog implements MessageLog, AutoCloseable {

    private final JournalOptions options;
    private final DirectoryLock lock;
    private final Leftovers leftovers;
    private final SegmentChain chain;
    private final RecordBuffer batch = new RecordBuffer();

    /** Messages since the last commit; a commit follows when there are any. */
    private int appended;

    private long lastAppended;

    /** Why the commit that follows must fail. */
    private Exception lost;

    /** Whether a message of this batch was. */
    private boolean refused;

    private boolean closed;
    private volatile long released = -1;
    private volatile long fsyncFailures;
    private volatile String fault;

    private FileMessageLog(JournalOptions options, DirectoryLock lock, SegmentFiles files) throws IOException {
        this.options = options;
        this.lock = lock;
        this.leftovers = Leftovers.find(options.dir());
        this.chain = new SegmentChain(options, leftovers, files);
    }

    /**
     * Takes the directory and finds what earlier runs left there. A segment is made by the first commit that needs it.
     *
     * @throws IOException when it cannot be made or written, or is in use
     */
    public static FileMessageLog open(JournalOptions options) throws IOException {
        return open(options, ChannelFile::create);
    }

    static FileMessageLog open(JournalOptions options, SegmentFiles files) throws IOException {
        DirectoryLock lock = null;
        try {
            Files.createDirectories(options.dir());
            lock = DirectoryLock.take(options.dir(), "journal.lock");
            return new FileMessageLog(options, lock, files);
        } catch (FileSystemException e) {
            release(lock);
            throw new IOException(options.dir() + ": a journal cannot be kept here: " + e, e);
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

    /**
     * Hands over every message that an earlier run answered for and that may not be safe elsewhere, in the order in which
     * they were taken; a few may come that are. The files stay until {@link #forgetRecovered}, and can be read again.
     * Damage is logged and skipped, and never ends this.
     *
     * @param to may block; what it throws ends the recovery
     */
    public Recovered recover(Consumer<Message> to) {
        return leftovers.read(to);
    }

    /**
     * Every message that {@link #recover} handed over is safe elsewhere: deletes the files of earlier runs, and renames
     * damaged ones to {@code .bad}.
     *
     * @throws IllegalStateException when they were not read to the end
     */
    public void forgetRecovered() {
        leftovers.forget();
    }

    /** When it throws, this message is not in the batch, and the others may be lost to it: the commit tells. */
    @Override
    public void append(long sequence, Message message) throws IOException {
        if (closed) {
            throw new IOException(options.dir() + ": closed");
        }
        if (lost != null) {
            throw new IOException("This batch is lost: " + lost.getMessage(), lost);
        }
        try {
            add(sequence, message);
        } catch (IOException e) {
            refused = true;
            fault = e.getMessage();
            throw e;
        }
        appended++;
        lastAppended = sequence;
    }

    private void add(long sequence, Message message) throws IOException {
        if (appended == 0) {
            refused = false;
            chain.startBatch();
        }
        long worst = RecordBuffer.worstBytes(message);
        if (worst > batch.capacity()) {
            throw new IOException("Message " + message.messageId() + " is too long for the journal");
        }
        if (worst > batch.remaining()) {
            writeEarly();
        }
        int before = batch.size();
        batch.put(sequence, released, message);
        if (!chain.hasRoomFor(batch.size()) && !makeRoom()) {
            batch.cut(before);
            throw new IOException(options.dir() + ": full, at most " + options.maxBytes() + " bytes may be used");
        }
    }

    /** The buffer is full before the batch is: its first part is written now, and durable with the rest. */
    private void writeEarly() throws IOException {
        try {
            chain.write(batch.bytes());
            batch.clear();
        } catch (IOException | RuntimeException e) {
            abandon(e);
            lost = appended > 0 ? e : null;
            throw e;
        }
    }

    /** At the cap no commit may follow that deletes what was released, so it is done here. */
    private boolean makeRoom() {
        if (appended > 0) {
            return false;
        }
        chain.roll();
        deleteReleased();
        return chain.hasRoomFor(batch.size());
    }

    /** When it throws, the messages appended since the last commit are not durable, and are dropped. */
    @Override
    public void commit() throws IOException {
        int messages = appended;
        appended = 0;
        if (lost != null) {
            Exception why = lost;
            lost = null;
            throw new IOException(messages + " messages could not be made durable: " + why.getMessage(), why);
        }
        if (messages > 0) {
            makeDurable(messages);
            chain.deleteReleased(released);
        }
    }

    private void makeDurable(int messages) throws IOException {
        try {
            chain.write(batch.bytes());
            chain.commit(lastAppended);
            batch.clear();
        } catch (IOException | RuntimeException e) {
            abandon(e);
            throw new IOException(messages + " messages could not be made durable: " + e.getMessage(), e);
        }
        fault = refused ? fault : null;
    }

    private void abandon(Exception why) {
        batch.clear();
        fault = why.getMessage();
        if (why instanceof SyncFailedException) {
            fsyncFailures++;
            chain.suspect();
        } else {
            chain.cutBack();
        }
        deleteReleased();
    }

    @Override
    public void release(long sequence) {
        released = sequence;
    }

    private void deleteReleased() {
        while (chain.deleteReleased(released)) {}
    }

    /** How it is now. */
    public JournalState state() {
        return new JournalState(
                chain.bytes() + leftovers.bytes(), chain.segments() + leftovers.segments(), fsyncFailures, fault);
    }

    /**
     * Ends the files and frees the directory; what was committed and not released stays for the next run. A second call
     * does nothing.
     */
    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try (lock) {
            chain.cutBack();
            chain.close();
            deleteReleased();
            DurableFiles.syncDirectory(options.dir());
        }
    }
}
