package dev.chatanalytics.persistence.deadletter;

import dev.chatanalytics.engine.port.MessageStore;
import dev.chatanalytics.engine.port.StoreException;
import dev.chatanalytics.engine.runtime.NamedThreads;
import dev.chatanalytics.engine.store.BatchSplitter;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings waiting letters back to the store, oldest file first, on a thread of its own. Start and close belong to one
 * owner, who closes it before the letters and the store.
 *
 * <p>While the store is away it tries a few rows now and then, ever more rarely up to every few seconds. When the store
 * is back it keeps to a rate that leaves room for live messages.
 */
public final class DeadLetterReplayer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterReplayer.class);
    private static final int ROWS_PER_SECOND = 5_000;
    private static final int TRIES_IN_A_ROW = 4;
    private static final long IDLE_MILLIS = 5_000;
    private static final long FIRST_BACKOFF_MILLIS = 250;
    private static final long LAST_BACKOFF_MILLIS = 5_000;

    private final FileDeadLetters letters;
    private final BatchSplitter store;
    private final Semaphore kept = new Semaphore(0);
    private final AtomicLong replayed = new AtomicLong();
    private final Thread thread = NamedThreads.create("dead-letter-rpl", this::run);
    private volatile boolean closed;
    private FileReplay replay;
    private Segment segment;
    private long backoffMillis;
    private int failures;

    public DeadLetterReplayer(FileDeadLetters letters, MessageStore store) {
        this.letters = letters;
        this.store = new BatchSplitter(store);
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

    /** Ends after the batch it is at. A second call does nothing. */
    @Override
    public void close() {
        closed = true;
        kept.release();
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
            } catch (RuntimeException e) {
                LOG.error("Replaying dead letters failed, trying again", e);
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
        int rows = replay.step();
        if (rows == 0) {
            end();
        }
        replayed.addAndGet(rows);
        backoffMillis = 0;
        failures = 0;
        pause(TimeUnit.SECONDS.toMillis(rows) / ROWS_PER_SECOND);
    }

    private boolean begin() throws IOException {
        kept.drainPermits();
        segment = letters.oldestWaiting();
        if (segment == null) {
            return false;
        }
        LOG.info("Replaying {}, {} messages", segment.path(), segment.rows());
        replay = new FileReplay(letters, segment, store);
        return true;
    }

    private void end() {
        // Whatever was stored of the file is known by its key when its replay begins again.
        if (replay != null) {
            try {
                replay.close();
            } catch (IOException e) {
                LOG.warn("{} could not be closed: {}", segment.path(), e.getMessage());
            }
            replay = null;
        }
    }

    /** Letters that the store never takes must not keep the other files waiting, in case it takes those. */
    private void storeFailed(StoreException e) {
        if (++failures % TRIES_IN_A_ROW == 0) {
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
            } catch (IOException e) {
                LOG.error("The newest dead-letter file could not be closed", e);
            }
        }
    }

    private void backOff(String reason) {
        if (backoffMillis == 0) {
            LOG.warn("Dead letters wait for the store: {}", reason);
        }
        backoffMillis = Math.min(LAST_BACKOFF_MILLIS, Math.max(FIRST_BACKOFF_MILLIS, 2 * backoffMillis));
        pause(backoffMillis / 2 + ThreadLocalRandom.current().nextLong(backoffMillis / 2 + 1));
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
