package dev.chatanalytics.engine.store;

import dev.chatanalytics.engine.EngineOptions;
import dev.chatanalytics.engine.message.AnalyzedMessage;
import dev.chatanalytics.engine.port.DeadLetters;
import dev.chatanalytics.engine.port.EngineMetrics;
import dev.chatanalytics.engine.port.MessageStore;
import dev.chatanalytics.engine.port.Outcome;
import dev.chatanalytics.engine.port.StoreException;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings batches to safety: into the store, else into the dead letters, if those are the fallback, else it tries again until
 * one of them takes it. A message leaves here only when it is safe. Thread-safe; the writers share one.
 *
 * <p>What neither takes is tried again with more time: a store that is slow and not down would be asked for the same rows
 * again and again, be cut off, and become slower still.
 */
public final class SafeKeeping {

    private static final Logger LOG = LoggerFactory.getLogger(SafeKeeping.class);
    private static final long NOWHERE_PAUSE_MILLIS = 500;

    private final BatchSplitter splitter;
    private final BatchSplitter patientSplitter;
    private final DeadLetters deadLetters;
    private final EngineMetrics metrics;
    private final EngineOptions.Fallback fallback;
    private final int attempts;
    private final long backoffMillis;
    private final AtomicBoolean unwell = new AtomicBoolean();
    private final AtomicBoolean stuck = new AtomicBoolean();
    private final CountDownLatch givenUp = new CountDownLatch(1);

    public SafeKeeping(
            MessageStore store, DeadLetters deadLetters, EngineMetrics metrics, EngineOptions.Persist options) {
        this.splitter = new BatchSplitter(store);
        this.patientSplitter = new BatchSplitter(store::storePatiently);
        this.deadLetters = deadLetters;
        this.metrics = metrics;
        this.fallback = options.fallback();
        this.attempts = options.attempts();
        this.backoffMillis = options.backoff().toMillis();
    }

    /**
     * Blocks until every row is stored or a dead letter.
     *
     * @param receivedNanos when each row's body was received, by {@link System#nanoTime}
     * @return false when {@link #giveUp} ended it before that
     */
    public boolean bringToSafety(List<AnalyzedMessage> rows, long[] receivedNanos) throws InterruptedException {
        Attempt attempt = tryOnce(rows, receivedNanos, false);
        while (attempt == Attempt.NOWHERE) {
            if (pauseOrGiveUp(rows.size())) {
                return false;
            }
            attempt = tryOnce(rows, receivedNanos, true);
        }
        return attempt == Attempt.SAFE;
    }

    private enum Attempt {
        SAFE,
        NOWHERE,
        GIVEN_UP
    }

    private Attempt tryOnce(List<AnalyzedMessage> rows, long[] receivedNanos, boolean patiently)
            throws InterruptedException {
        try {
            BatchSplitter.Stored stored = patiently ? store(patientSplitter, rows) : storeWithRetries(rows);
            report(null);
            count(stored, receivedNanos, rows.size());
            return keepPoison(stored.poison()) ? Attempt.SAFE : Attempt.GIVEN_UP;
        } catch (StoreException e) {
            report(e);
            boolean kept = fallback == EngineOptions.Fallback.DEAD_LETTERS
                    && keep(DeadLetters.Kind.WAITING, rows, e.getMessage(), attempts);
            return kept ? Attempt.SAFE : Attempt.NOWHERE;
        }
    }

    /** Lets whoever is stuck between an unwell store and dead letters that take nothing lose its batch. */
    public void giveUp() {
        givenUp.countDown();
    }

    private BatchSplitter.Stored storeWithRetries(List<AnalyzedMessage> rows)
            throws StoreException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                return store(splitter, rows);
            } catch (StoreException e) {
                if (attempt >= attempts) {
                    throw e;
                }
            }
            TimeUnit.MILLISECONDS.sleep(backoffMillis);
        }
    }

    private BatchSplitter.Stored store(BatchSplitter through, List<AnalyzedMessage> rows) throws StoreException {
        long began = System.nanoTime();
        try {
            return through.store(rows);
        } catch (RuntimeException | Error e) {
            LOG.error("The store threw instead of reporting a failure", e);
            throw new StoreException(StoreException.Kind.UNAVAILABLE, "internal error: " + e, e);
        } finally {
            metrics.took(EngineMetrics.Step.BATCH_WRITE, System.nanoTime() - began);
        }
    }

    /** Says once that the store has become unwell, or well, and not for each batch. */
    private void report(StoreException fault) {
        if (unwell.compareAndSet(fault == null, fault != null)) {
            if (fault == null) {
                stuck.set(false); // the next time is said again
                LOG.info("The store takes batches again");
            } else {
                LOG.warn("The store takes no batches, which {}: {}", whatBecomesOfThem(), fault.getMessage());
            }
        }
    }

    private String whatBecomesOfThem() {
        return fallback == EngineOptions.Fallback.DEAD_LETTERS ? "become dead letters" : "wait";
    }

    private void count(BatchSplitter.Stored stored, long[] receivedNanos, int rows) {
        int duplicates = stored.duplicates();
        metrics.messages(Outcome.STORED, rows - duplicates - stored.poison().size());
        if (duplicates > 0) {
            metrics.messages(Outcome.DUPLICATE, duplicates);
        }
        long now = System.nanoTime();
        for (int i = 0; i < rows; i++) {
            metrics.stored(now - receivedNanos[i]);
        }
    }

    private boolean keepPoison(List<BatchSplitter.Poison> poison) throws InterruptedException {
        for (BatchSplitter.Poison row : poison) {
            LOG.warn("The store refuses a message, which is put aside: {}", row.reason());
            while (!keep(DeadLetters.Kind.POISON, List.of(row.message()), row.reason(), 1)) {
                if (pauseOrGiveUp(1)) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean keep(DeadLetters.Kind kind, List<AnalyzedMessage> rows, String reason, int tries) {
        try {
            deadLetters.keep(kind, rows, reason, tries);
            metrics.messages(Outcome.DEAD_LETTERED, rows.size());
            stuck.set(false);
            return true;
        } catch (IOException | RuntimeException e) {
            if (stuck.compareAndSet(false, true)) { // once, and not twice a second for each writer
                LOG.error("Neither the store nor the dead letters take messages, which wait in memory", e);
            }
            return false;
        }
    }

    private boolean pauseOrGiveUp(int rows) throws InterruptedException {
        boolean over = givenUp.await(NOWHERE_PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        if (over) {
            LOG.error("Neither the store nor the dead letters took {} messages; only a journal has them now", rows);
        }
        return over;
    }
}
