package dev.chatanalytics.perf.storing;

import com.sun.management.ThreadMXBean;
import dev.chatanalytics.engine.EngineOptions.Persist;
import dev.chatanalytics.engine.message.AnalyzedMessage;
import dev.chatanalytics.engine.port.MessageStore;
import dev.chatanalytics.engine.port.StoreException;
import dev.chatanalytics.engine.runtime.NamedThreads;
import dev.chatanalytics.perf.compare.Contender;
import dev.chatanalytics.perf.compare.Turn;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

/** All rows through the store, in batches, by several writers: as the persist stage does it. Used by one thread. */
final class StoreContender implements Contender {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final MessageStore store;
    private final List<AnalyzedMessage> rows;
    private final Persist options;
    private final MessagesTable table;
    private final List<StoreCost> costs = new ArrayList<>();

    StoreContender(MessageStore store, List<AnalyzedMessage> rows, Persist options, MessagesTable table) {
        this.store = store;
        this.rows = rows;
        this.options = options;
        this.table = table;
    }

    @Override
    public String name() {
        return "store";
    }

    @Override
    public Turn turn() throws IOException, SQLException, InterruptedException {
        return table.measured(rows.size(), this::storeAll);
    }

    /** What the turns so far cost, the first, which warms up, among them. */
    List<StoreCost> costs() {
        return costs;
    }

    /** @return the seconds that it took */
    private double storeAll() throws IOException {
        AtomicInteger next = new AtomicInteger();
        LongAdder duplicates = new LongAdder();
        LongAdder allocated = new LongAdder();
        AtomicReference<StoreException> fault = new AtomicReference<>();
        ThreadFactory named = NamedThreads.numbered("writer");
        List<Thread> writers = new ArrayList<>();
        for (int i = 0; i < options.writers(); i++) {
            writers.add(named.newThread(() -> {
                long before = THREADS.getCurrentThreadAllocatedBytes();
                write(next, duplicates, fault);
                allocated.add(THREADS.getCurrentThreadAllocatedBytes() - before);
            }));
        }
        long start = System.nanoTime();
        writers.forEach(Thread::start);
        writers.forEach(NamedThreads::join);
        double seconds = (System.nanoTime() - start) / 1e9;
        if (fault.get() != null) {
            throw new IOException("the store failed: " + fault.get().getMessage(), fault.get());
        }
        costs.add(new StoreCost(rows.size(), duplicates.sum(), allocated.sum()));
        return seconds;
    }

    private void write(AtomicInteger next, LongAdder duplicates, AtomicReference<StoreException> fault) {
        int from = next.getAndAdd(options.batchRows());
        while (from < rows.size() && fault.get() == null) {
            try {
                duplicates.add(store.store(rows.subList(from, Math.min(from + options.batchRows(), rows.size()))));
            } catch (StoreException e) {
                fault.compareAndSet(null, e);
            }
            from = next.getAndAdd(options.batchRows());
        }
    }
}
