package dev.chatanalytics.perf.storing;

import dev.chatanalytics.engine.EngineOptions.Persist;
import dev.chatanalytics.engine.message.AnalyzedMessage;
import dev.chatanalytics.engine.port.MessageStore;
import dev.chatanalytics.engine.port.StoreException;
import dev.chatanalytics.engine.runtime.NamedThreads;
import dev.chatanalytics.perf.compare.Contender;
import dev.chatanalytics.perf.compare.Turn;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** All rows through the store, in batches, by several writers: as the persist stage does it. Used by one thread. */
record StoreContender(MessageStore store, List<AnalyzedMessage> rows, Persist options, MessagesTable table)
        implements Contender {

    @Override
    public String name() {
        return "store";
    }

    @Override
    public Turn turn() throws IOException, SQLException, InterruptedException {
        return table.measured(this::storeAll);
    }

    /** @return the seconds that it took */
    double storeAll() throws IOException {
        AtomicInteger next = new AtomicInteger();
        AtomicReference<StoreException> fault = new AtomicReference<>();
        ThreadFactory named = NamedThreads.numbered("writer");
        List<Thread> writers = new ArrayList<>();
        for (int i = 0; i < options.writers(); i++) {
            writers.add(named.newThread(() -> write(next, fault)));
        }
        long start = System.nanoTime();
        writers.forEach(Thread::start);
        writers.forEach(NamedThreads::join);
        double seconds = (System.nanoTime() - start) / 1e9;
        if (fault.get() != null) {
            throw new IOException("the store failed: " + fault.get().getMessage(), fault.get());
        }
        return seconds;
    }

    private void write(AtomicInteger next, AtomicReference<StoreException> fault) {
        int from = next.getAndAdd(options.batchRows());
        while (from < rows.size() && fault.get() == null) {
            try {
                store.store(rows.subList(from, Math.min(from + options.batchRows(), rows.size())));
            } catch (StoreException e) {
                fault.compareAndSet(null, e);
            }
            from = next.getAndAdd(options.batchRows());
        }
    }
}
