package dev.chatanalytics.engine.store;

import dev.chatanalytics.engine.message.AnalyzedMessage;
import dev.chatanalytics.engine.port.MessageStore;
import dev.chatanalytics.engine.port.StoreException;
import dev.chatanalytics.engine.port.StoreException.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stores a batch so that a poison row costs its neighbours nothing: a batch that the store calls poison is halved until
 * the poison rows stand alone. That costs about 2 log2(n) writes for one poison row in n.
 *
 * <p>When most of a batch looks like poison, the fault is not in the rows (a dropped column, say): that is reported as
 * the store being unavailable, so that nothing is put aside as hopeless. So it is when small batches, of which each says
 * nothing by itself, are refused as a whole one after another, until one row is taken again. Thread-safe.
 */
public final class BatchSplitter {

    /** So few poison rows say nothing about the store, even when they are all of a small batch. */
    public static final int NEVER_SYSTEMIC = 8;

    private final MessageStore store;

    /** Rows of the batches since the last of which anything was taken. */
    private final AtomicInteger refusedInARow = new AtomicInteger();

    /** @param store where the batches and their halves go */
    public BatchSplitter(MessageStore store) {
        this.store = store;
    }

    /** A row that can never be stored, and the store's reason. */
    public record Poison(AnalyzedMessage message, String reason) {}

    /**
     * What became of a batch: all rows that are not poison are stored.
     *
     * @param duplicates how many of the batch had been stored before
     * @param poison the rows that were refused, in no particular order
     */
    public record Stored(int duplicates, List<Poison> poison) {}

    /**
     * Stores all rows that can be stored.
     *
     * @throws StoreException of kind {@code UNAVAILABLE} only; some of the batch may be stored by then
     */
    public Stored store(List<AnalyzedMessage> batch) throws StoreException {
        List<Poison> poison = new ArrayList<>(0);
        int duplicates = store(batch, poison, Math.max(NEVER_SYSTEMIC, batch.size() / 2));
        judge(batch.size(), poison);
        return new Stored(duplicates, poison);
    }

    private void judge(int size, List<Poison> poison) throws StoreException {
        if (poison.size() < size) {
            refusedInARow.set(0);
        } else if (refusedInARow.accumulateAndGet(size, BatchSplitter::cappedSum) > NEVER_SYSTEMIC) {
            String reason = poison.get(0).reason();
            throw systemic("one batch after another is refused", reason, new StoreException(Kind.POISON, reason, null));
        }
    }

    private static int cappedSum(int before, int size) {
        return Math.min(NEVER_SYSTEMIC + 1, before + size);
    }

    private static StoreException systemic(String what, String reason, StoreException cause) {
        return new StoreException(Kind.UNAVAILABLE, what + ": " + reason, cause);
    }

    private int store(List<AnalyzedMessage> rows, List<Poison> poison, int systemicAbove) throws StoreException {
        try {
            return store.store(rows);
        } catch (StoreException e) {
            if (e.kind() != Kind.POISON) {
                throw e;
            }
            if (rows.size() > 1) {
                int half = rows.size() / 2;
                return store(rows.subList(0, half), poison, systemicAbove)
                        + store(rows.subList(half, rows.size()), poison, systemicAbove);
            }
            poison.add(new Poison(rows.get(0), e.getMessage()));
            if (poison.size() > systemicAbove) {
                throw systemic("most rows of a batch are refused", e.getMessage(), e);
            }
            return 0;
        }
    }
}
