package dev.chatanalytics.engine.ring;

import dev.chatanalytics.engine.message.AnalyzedMessage;
import dev.chatanalytics.engine.runtime.NamedThreads;
import dev.chatanalytics.engine.store.SafeKeeping;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;

/**
 * A thread that brings one batch at a time to safety, then reports itself idle through the completion queue.
 *
 * <p>The persist stage calls {@link #write} only while this writer is idle, and {@link #takeBatch} only after it was
 * reported.
 */
final class BatchWriter implements PersistSignal {

    /** Ends the thread. */
    private static final List<MessageSlot> STOP = List.of();

    private final SafeKeeping keeping;
    private final Queue<PersistSignal> completions;
    private final Consumer<Throwable> onFailure;
    private final BlockingQueue<List<MessageSlot>> handOver = new ArrayBlockingQueue<>(2);
    private final Thread thread;
    private List<MessageSlot> batch = STOP;

    BatchWriter(int number, SafeKeeping keeping, Queue<PersistSignal> completions, Consumer<Throwable> onFailure) {
        this.keeping = keeping;
        this.onFailure = onFailure;
        this.completions = completions;
        this.thread = NamedThreads.create("batch-writer-" + number, this::run);
    }

    void start() {
        thread.start();
    }

    /** Hands over a batch; never blocks. */
    void write(List<MessageSlot> batch) {
        this.batch = batch;
        handOver.add(batch);
    }

    /** The slots whose messages are safe now. */
    List<MessageSlot> takeBatch() {
        List<MessageSlot> safe = batch;
        batch = STOP;
        return safe;
    }

    private void run() {
        try {
            for (List<MessageSlot> next = handOver.take(); next != STOP; next = handOver.take()) {
                List<AnalyzedMessage> rows = next.stream().map(MessageSlot::row).toList();
                long[] received =
                        next.stream().mapToLong(MessageSlot::receivedNanos).toArray();
                if (keeping.bringToSafety(rows, received)) {
                    completions.offer(this);
                }
            }
        } catch (InterruptedException | RuntimeException | Error e) {
            onFailure.accept(e);
        }
    }

    /** Ends the thread once it is done with its batch, or given up on it, and waits for that. */
    void close() {
        keeping.giveUp();
        handOver.add(STOP);
        NamedThreads.join(thread);
    }
}
