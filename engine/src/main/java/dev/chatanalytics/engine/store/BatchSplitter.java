package dev.chatanalytics.engine.store;

import dev.chatanalytics.engine.message.AnalyzedMessage;
import dev.chatanalytics.engine.port.MessageStore;
import dev.chatanalytics.engine.port.StoreException;
import java.util.ArrayList;
import java.util.List;

/**
 * Stores a batch so that a poison row costs its neighbours nothing: a batch that the store calls poison is halved until
 * the poison rows stand alone. That costs about 2 log2(n) writes for one poison row in n.
 *
 * <p>When most of a batch looks like poison, the fault is not in the rows (a dropped column, say): that is reported as
 * the store being unavailable, so that nothing is put aside as hopeless. Stateless and thread-safe.
 */
public final class BatchSplitter {

    /** So few poison rows say nothing about the store, even when they are all of a small batch. */
    public static final int NEVER_SYSTEMIC = 8;

    private final MessageStore store;

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
        return new Stored(duplicates, poison);
    }

    private int store(List<AnalyzedMessage> rows, List<Poison> poison, int systemicAbove) throws StoreException {
        try {
            return store.store(rows);
        } catch (StoreException e) {
            if (e.kind() != StoreException.Kind.POISON) {
                throw e;
            }
            if (rows.size() > 1) {
                int half = rows.size() / 2;
                return store(rows.subList(0, half), poison, systemicAbove)
                        + store(rows.subList(half, rows.size()), poison, systemicAbove);
            }
            poison.add(new Poison(rows.get(0), e.getMessage()));
            if (poison.size() > systemicAbove) {
                throw new StoreException(
                        StoreException.Kind.UNAVAILABLE, "most rows of a batch are refused: " + e.getMessage(), e);
            }
            return 0;
        }
    }
}
