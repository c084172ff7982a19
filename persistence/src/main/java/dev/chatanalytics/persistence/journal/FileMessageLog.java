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
import java.util.function.LongConsumer;
import java.util.stream.LongStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A journal in files of its own. {@link #append}, {@link #commit}, {@link #withdraw} and {@link #idle} belong to one thread,
 * {@link #release} to another; {@link #recover} and {@link #forgetRecovered} to the thread that starts the service, also while
 * the others work; {@link #state} is thread-safe. The owner closes it when no other thread uses it any more.
 *
 * <pre>
 *   append, append, append ──► buffer ──commit──► 000007-000003.journal     one write, one fsync
 *   withdraw, release ───────► Releases ──────┘   000007-000002.journal     waits until it is released
 *                                    └──idle      000007-000001.journal  ✗  released: deleted by a commit or in idle
 *                                                 000006-000004.journal     of an earlier run: recover, forgetRecovered
 * </pre>
 *
 * <p>The low half of a ticket is the message's sequence in this run, from 1, the high half is 0. Entries are told during
 * {@link #commit}, in order, and those that cannot be kept at once.
 *
 * <p>What was told to be durable survives the process, its kill, and the machine's power, as long as the disk does; each
 * message is recovered at least once. One that was told to be lost, or was withdrawn, may still be recovered when the
 * process is killed before the journal has noted it, with the next commit or in the next {@link #idle}: its sender was told
 * to try again, and the table knows a message by its key.
 *
 * <p>A failed write is cut off again and the next batch tries anew, so a full disk heals by itself. After a failed fsync
 * nobody can know what is on the disk: that segment is renamed to {@code .suspect} and never written again, and still
 * read by a recovery, since its earlier commits are good.
 */
public final class FileMessageLog implements MessageLog, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FileMessageLog.class);

    private final JournalOptions options;
    private final DirectoryLock lock;
    private final Leftovers leftovers;
    private final SegmentChain chain;
    private final Releases releases = new Releases(1);
    private final Batch batch;

    /** Of the messages since the last commit. */
    private final PendingEntries entries = new PendingEntries();

    /** Whether a message was refused since the last batch began. */
    private boolean refused;

    /** Whether the last note could not be written. */
    private boolean noteFailed;

    private boolean closed;
    private volatile long fsyncFailures;
    private volatile String fault;

    private FileMessageLog(JournalOptions options, DirectoryLock lock, SegmentFiles files) throws IOException {
        this.options = options;
        this.lock = lock;
        this.leftovers = Leftovers.find(options.dir());
        this.chain = new SegmentChain(options, leftovers, files);
        this.batch = new Batch(options, chain, releases);
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

    @Override
    public void append(Message message, Entry entry) {
        try {
            add(message);
            entries.add(entry);
        } catch (IOException | RuntimeException e) {
            refuse(entry, e);
        } catch (Error e) {
            refuse(entry, new IOException("Not kept: " + e, e));
            throw e;
        }
    }

    private void refuse(Entry entry, Exception why) {
        refused = true;
        fault = why.getMessage();
        entry.lost(why);
    }

    private void add(Message message) throws IOException {
        if (closed) {
            throw new IOException(options.dir() + ": closed");
        }
        if (entries.isEmpty()) {
            refused = false;
            batch.begin();
        }
        if (!batch.hasRoomFor(message)) {
            writeEarly();
        }
        batch.put(entries.last() + 1, message, entries.isEmpty());
    }

    private void writeEarly() throws IOException {
        try {
            batch.writeEarly();
        } catch (IOException | RuntimeException | Error e) {
            abandon(e);
            throw e;
        }
    }

    @Override
    public void commit() {
        if (entries.isEmpty()) {
            return;
        }
        try {
            batch.commit(entries.last());
        } catch (IOException | RuntimeException e) {
            abandon(e);
            return;
        } catch (Error e) {
            abandon(e);
            throw e;
        }
        succeeded();
        entries.durable();
        releases.update();
        chain.deleteReleased(releases.mark());
    }

    private void succeeded() {
        fault = refused ? fault : null;
        noteFailed = false;
    }

    /** None of the batch is durable. */
    private void abandon(Throwable why) {
        fault = why.getMessage();
        fsyncFailures += why instanceof SyncFailedException ? 1 : 0;
        try {
            LongConsumer forget = batch.abandon(why) ? releases::skip : releases::withdraw;
            LongStream.rangeClosed(entries.first(), entries.last()).forEach(forget);
        } finally {
            entries.lost(
                    new IOException(entries.size() + " messages could not be made durable: " + why.getMessage(), why));
        }
        batch.deleteReleased();
    }

    @Override
    public void release(long high, long low) {
        releases.release(low);
    }

    @Override
    public void withdraw(long high, long low) {
        releases.withdraw(low);
    }

    @Override
    public boolean idle(boolean probe) {
        if (closed || !entries.isEmpty()) {
            return false;
        }
        releases.update();
        chain.deleteReleased(releases.mark());
        return (probe || hasNews()) && note();
    }

    /** Whether a recovery would hand over less if the journal said all that is known here. */
    private boolean hasNews() {
        return releases.hasNews() && chain.segments() > 0;
    }

    /** Returns whether it is durable. */
    private boolean note() {
        try {
            batch.commitNote(entries.last());
            succeeded();
            return true;
        } catch (IOException | RuntimeException e) {
            abandon(e);
            if (!noteFailed) {
                LOG.error("What is safe already could not be noted; a restart would take it for unsafe", e);
            }
            noteFailed = true;
            return false;
        } catch (Error e) {
            abandon(e);
            throw e;
        }
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
            IOException why = new IOException(options.dir() + ": closed");
            batch.abandon(why);
            entries.lost(why);
            releases.update();
            if (hasNews() && releases.mark() < entries.last()) {
                note();
            }
            chain.close();
            batch.deleteReleased();
            DurableFiles.syncDirectory(options.dir());
        }
    }
}
