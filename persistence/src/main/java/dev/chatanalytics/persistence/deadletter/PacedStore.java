package dev.chatanalytics.persistence.deadletter;

import dev.chatanalytics.engine.message.AnalyzedMessage;
import dev.chatanalytics.engine.port.MessageStore;
import dev.chatanalytics.engine.port.StoreException;
import dev.chatanalytics.engine.store.BatchSplitter;
import dev.chatanalytics.engine.store.BatchSplitter.Poison;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A store that is asked for no more at once than it has lately been able to take. Used by one thread, for one file after
 * another, so that what was learnt with one serves the next.
 *
 * <p>When a batch fails, the next has a quarter of its rows, down to a single one, and half of them is the ceiling up to
 * which quick batches double again. Only many quick ones in a row raise the ceiling, since each try that is too large
 * costs a time-out.
 */
final class PacedStore {

    static final int MOST_ROWS = 200;
    private static final int FIRST_ROWS = 50;
    private static final int QUICK_IN_A_ROW = 16;
    private static final long QUICK_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
    private static final long SLOW_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final BatchSplitter store;
    private int rows = FIRST_ROWS;
    private int ceiling = MOST_ROWS;
    private int quickInARow;

    PacedStore(MessageStore store) {
        this.store = new BatchSplitter(store);
    }

    /** How many rows to give at most. */
    int rows() {
        return rows;
    }

    /**
     * Stores all rows that can be stored.
     *
     * @return those that were refused
     * @throws StoreException of kind {@code UNAVAILABLE} only; some rows may be stored by then
     */
    List<Poison> store(List<AnalyzedMessage> batch) throws StoreException {
        long began = System.nanoTime();
        try {
            List<Poison> poison = store.store(batch).poison();
            adapt(System.nanoTime() - began);
            return poison;
        } catch (StoreException e) {
            if (isRefusal(e)) {
                raise(); // more rows at once tell a sick store from bad rows
            } else {
                lower(batch.size());
            }
            throw e;
        }
    }

    /** Whether the store is well enough to say no, to so many rows that the fault is hardly theirs. */
    static boolean isRefusal(StoreException e) {
        return e.getCause() instanceof StoreException cause && cause.kind() == StoreException.Kind.POISON;
    }

    private void adapt(long nanos) {
        quickInARow = nanos <= QUICK_NANOS ? quickInARow + 1 : 0;
        if (quickInARow >= QUICK_IN_A_ROW) {
            raise();
        } else if (quickInARow > 0) {
            rows = Math.min(ceiling, 2 * rows);
        } else if (nanos > SLOW_NANOS) {
            rows = Math.max(1, rows / 2);
        }
    }

    private void raise() {
        ceiling = Math.min(MOST_ROWS, 2 * ceiling);
        rows = Math.min(ceiling, 2 * rows);
        quickInARow = 0;
    }

    private void lower(int failed) {
        ceiling = Math.max(1, failed / 2);
        rows = Math.max(1, failed / 4);
        quickInARow = 0;
    }
}
