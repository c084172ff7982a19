package dev.chatanalytics.persistence.deadletter;

import dev.chatanalytics.engine.admission.ByteBudget;
import dev.chatanalytics.engine.port.MessageStore;
import dev.chatanalytics.engine.port.StoreException;
import dev.chatanalytics.engine.runtime.NamedThreads;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings waiting letters back to the store, oldest file first, on a thread of its own. Start and close belong to one
 * owner, who closes it before the letters and the store.
 *
 * <p>While the store is away it tries a few rows now and then, ever more rarely up to every few seconds. When the store
 * is back it leaves room for live messages: it keeps to a rate, rests for as long as its last write took, and reads
 * nothing while there is no heap for new messages.
 */
public final class DeadLetterReplayer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterReplayer.class);
    private static final int ROWS_PER_SECOND = 5_000;
    private static final int TRIES_IN_A_ROW = 4;
    private static final long IDLE_MILLIS = 5_000;
    private static final long NO_ROOM_MILLIS = 100;
    private static final long CLOSE_MILLIS = 1_000;

    private final FileDeadLetters letters;
    private final PacedStore store;
    private final ByteBudget bytes;
    private final Runnable cutOff;
    private final Semaphore kept = new Semaphore(0);
    private final AtomicLong replayed = new AtomicLong();
    private final Backoff backoff = new Backoff();
    private final Thread thread = NamedThreads.create("dead-letter-rpl", this::run);
    private volatile boolean closed;
    private FileReplay replay;
    private Segment segment;
    private int failures;

    /** Whether a file was postponed, and nothing was stored since that says that only this file is at fault. */
    private boolean outOfOrder;

    /**
     * @param store one that takes its time, since nobody waits for these rows
     * @param bytes charged for the letters in memory; all is given back when this is closed
     * @param cutOff ends the write that the store is at; run by {@link #close} when that write takes long
     */
    public DeadLetterReplayer(FileDeadLetters letters, MessageStore store, ByteBudget bytes, Runnable cutOff) {
        this.letters = letters;
        this.store = new PacedStore(store);
        this.bytes = bytes;
        this.cutOff = cutOff;
    }

    /** Begins. A second call throws. */
    public void start() {
        letters.onKept(kept::release);
        thread.start();
    }

    /** How many letters came to rest: stored now, found to be there already, or found to be poison. */
    public long replayed() {
        return replayed.get();
    }

    /** Ends after the batch it is at, which is cut off when it takes longer than a second. A second call does nothing. */
    @Override
    public void close() {
        closed = true;
        kept.release();
        try {
            thread.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            cutOff.run();
        }
        NamedThreads.join(thread);
    }

    private void run() {
        while (!closed) {
            try {
                stepOrWait();
            } catch (StoreException e) {
                storeFailed(e);
            } catch (IOException e) {
                fileFailed(e);
            } catch (RuntimeException | Error e) {
                LOG.error("Replaying dead letters failed, trying again", e);
                postpone();
                backOff(e.toString());
            }
        }
        end();
    }

    private void stepOrWait() throws IOException, StoreException {
        if (replay == null && !begin()) {
            waitForLetters();
            return;
        }
        if (!replay.holdsLetters() && !bytes.hasRoom()) {
            pause(NO_ROOM_MILLIS);
            return;
        }
        long began = System.nanoTime();
        int rows = replay.step();
        long took = System.nanoTime() - began;
        if (rows == 0) {
            end();
            return;
        }
        replayed.addAndGet(rows);
        backoff.reset();
        failures = 0;
        outOfOrder = false;
        pause(Math.max(TimeUnit.SECONDS.toMillis(rows) / ROWS_PER_SECOND, TimeUnit.NANOSECONDS.toMillis(took)));
    }

    private boolean begin() throws IOException {
        kept.drainPermits();
        segment = null; // the one before is finished: what fails now is not its fault
        segment = letters.oldestWaiting();
        if (segment == null) {
            return false;
        }
        if (segment.position() == 0) {
            LOG.info("Replaying {}, {} messages", segment.path(), segment.rows());
        }
        replay = new FileReplay(letters, segment, store, bytes);
        return true;
    }

    private void end() {
        if (replay != null) {
            try {
                replay.close();
            } catch (IOException e) {
                LOG.warn("{} could not be closed: {}", segment.path(), e.getMessage());
            }
            replay = null;
        }
    }

    /**
     * Letters that the store never takes must not keep the other files waiting, in case it takes those. When it takes
     * nothing of the next file either, the letters were not at fault, and have their turn by their age again.
     */
    private void storeFailed(StoreException e) {
        failures++;
        if (outOfOrder && !PacedStore.isRefusal(e)) {
            end();
            letters.inOrder();
            outOfOrder = false;
            failures = 0;
        } else if (failures % TRIES_IN_A_ROW == 0 && (PacedStore.isRefusal(e) || store.rows() == 1)) {
            postpone();
        }
        backOff(e.getMessage());
    }

    /** Nor must a file that cannot be read. */
    private void fileFailed(IOException e) {
        LOG.error("{} cannot be replayed now", segment == null ? "The dead letters" : segment.path(), e);
        postpone();
        backOff(e.toString());
    }

    private void postpone() {
        end();
        if (segment != null) {
            try {
                letters.postpone(segment);
                outOfOrder = true;
            } catch (IOException e) {
                LOG.error("The newest dead-letter file could not be closed", e);
            }
        }
    }

    /** Fewer failures in a row only show how much the store can take. */
    private void backOff(String reason) {
        long millis = backoff.next();
        if (backoff.failures() == TRIES_IN_A_ROW) {
            LOG.warn("Dead letters wait for the store: {}", reason);
        }
        pause(millis);
    }

    private void waitForLetters() {
        await(IDLE_MILLIS, false);
    }

    private void pause(long millis) {
        await(millis, true);
    }

    /** Waits, at most until it is closed, and unless {@code fixed} until letters are kept. */
    private void await(long millis, boolean fixed) {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        try {
            boolean woken = false;
            for (long left = deadline - System.nanoTime();
                    !closed && left > 0 && (fixed || !woken);
                    left = deadline - System.nanoTime()) {
                woken = kept.tryAcquire(left, TimeUnit.NANOSECONDS);
            }
        } catch (InterruptedException e) {
            closed = true; // nobody but a stopping process interrupts it
        }
    }
}
