package dev.chatanalytics.engine.port;

import dev.chatanalytics.engine.message.AnalyzedMessage;
import java.util.List;

/**
 * Where messages come to rest.
 *
 * <p>Called by several writer threads at once, each with a batch of its own. Whoever made the store closes it, after the
 * engine is closed.
 */
public interface MessageStore {

    /**
     * Stores all of the batch, or throws and has stored none of it, or does not know. Blocks up to the store's own write
     * time-out. A message whose identity is already stored is left as it is, so calling again is always safe.
     *
     * @param batch one message or more, not changed and not kept
     * @return how many of the batch were already there
     * @throws StoreException when it failed: the kind says whether the batch or the store is at fault
     */
    int store(List<AnalyzedMessage> batch) throws StoreException;

    /** The same with much more time, for a batch that nothing else takes either. */
    default int storePatiently(List<AnalyzedMessage> batch) throws StoreException {
        return store(batch);
    }
}
