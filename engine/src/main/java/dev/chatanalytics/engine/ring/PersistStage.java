package dev.chatanalytics.engine.ring;

import com.lmax.disruptor.RingBuffer;
import dev.chatanalytics.engine.EngineOptions;
import dev.chatanalytics.engine.port.MessageLog;
import dev.chatanalytics.engine.runtime.NamedThreads;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jctools.queues.MpscBlockingConsumerArrayQueue;

/**
 * Stage 4: gathers slots into batches in whatever order their calls end, hands each batch to an idle writer, and ends each slot
 * when its message is safe.
 *
 * <p>Disruptor's own processors move along the ring event by event, so that one slow call would hold up every row behind
 * it. This one is driven by the completion queue instead, and {@link SlotReuse} gates the producers.
 *
 * <p>A batch is cut when a writer is idle and either {@code batchRows} wait or the first has waited for {@code linger}.
 * Long texts make it shorter.
 * While all writers are busy, rows gather and the next batch is the larger. Runs on {@code ring-persist}, which alone
 * touches the fields.
 */
final class PersistStage implements Runnable {

    /** Of text in one batch, about a megabyte: more could not be written within {@code database.write-timeout}. */
    private static final int MOST_CHARS = 512 * 1024;

    private static final long GATHER_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
    private static final long IDLE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final RingBuffer<MessageSlot> ring;
    private final MpscBlockingConsumerArrayQueue<PersistSignal> completions;
    private final MessageLog log;
    private final SlotReuse reuse;
    private final int batchRows;
    private final long lingerNanos;
    private final Consumer<Throwable> onFailure;
    private final ArrayDeque<MessageSlot> waiting = new ArrayDeque<>();
    private final ArrayDeque<BatchWriter> idle;
    private long firstWaitingSince;
    private final Thread thread = NamedThreads.create("ring-persist", this);
    private volatile boolean running = true;

    /** @param writers started, and with nothing to write */
    PersistStage(
            RingBuffer<MessageSlot> ring,
            MpscBlockingConsumerArrayQueue<PersistSignal> completions,
            Collection<BatchWriter> writers,
            MessageLog log,
            SlotReuse reuse,
            EngineOptions.Persist options,
            Consumer<Throwable> onFailure) {
        this.onFailure = onFailure;
        this.ring = ring;
        this.completions = completions;
        this.log = log;
        this.reuse = reuse;
        this.idle = new ArrayDeque<>(writers);
        this.batchRows = options.batchRows();
        this.lingerNanos = options.linger().toNanos();
    }

    void start() {
        thread.start();
    }

    @Override
    public void run() {
        try {
            while (running) {
                PersistSignal first = await();
                if (first != null) {
                    take(first);
                    completions.drain(this::take, ring.getBufferSize());
                }
                cutBatches();
                reuse.advance();
            }
        } catch (RuntimeException | Error e) {
            onFailure.accept(e);
        }
    }

    /**
     * Waits for the first signal, but sleeps while a batch gathers: else every row of it would wake this thread, which
     * costs the event loop more than the row itself.
     */
    private PersistSignal await() {
        if (!waiting.isEmpty()) {
            long due = idle.isEmpty() ? GATHER_NANOS : firstWaitingSince + lingerNanos - System.nanoTime();
            if (due > 0) {
                LockSupport.parkNanos(Math.min(due, GATHER_NANOS));
            }
            return completions.poll();
        }
        try {
            return completions.poll(IDLE_NANOS, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            // Nobody of ours interrupts this thread: it ends by halt(), and what is in the ring matters more.
            return null;
        }
    }

    private void take(PersistSignal signal) {
        if (signal instanceof BatchWriter writer) {
            writer.takeBatch().forEach(this::end);
            idle.push(writer);
        } else if (signal instanceof MessageSlot slot) {
            if (slot.message() == null) {
                end(slot);
                return;
            }
            if (waiting.isEmpty()) {
                firstWaitingSince = System.nanoTime();
            }
            waiting.add(slot);
        }
    }

    /** Its message is safe, or it had none. What it held is free at once, also while it waits for its turn in the ring. */
    private void end(MessageSlot slot) {
        slot.release(log);
        reuse.end(slot);
    }

    private void cutBatches() {
        while (!idle.isEmpty() && !waiting.isEmpty() && isDue()) {
            idle.pop().write(nextBatch());
        }
    }

    private List<MessageSlot> nextBatch() {
        List<MessageSlot> batch = new ArrayList<>(Math.min(batchRows, waiting.size()));
        int chars = 0;
        do {
            MessageSlot slot = waiting.poll();
            chars += slot.chars();
            batch.add(slot);
        } while (batch.size() < batchRows && chars < MOST_CHARS && !waiting.isEmpty());
        return batch;
    }

    private boolean isDue() {
        return waiting.size() >= batchRows || System.nanoTime() - firstWaitingSince >= lingerNanos;
    }

    /** Ends the thread within a tenth of a second, whatever is left in the ring. */
    void halt() {
        running = false;
    }

    void join() {
        NamedThreads.join(thread);
    }
}
