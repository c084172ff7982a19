package dev.chatanalytics.engine.ring;

import com.lmax.disruptor.InsufficientCapacityException;
import com.lmax.disruptor.RingBuffer;
import dev.chatanalytics.engine.EngineOptions;
import dev.chatanalytics.engine.Inlet;
import dev.chatanalytics.engine.OfferResult;
import dev.chatanalytics.engine.message.Message;
import dev.chatanalytics.engine.message.MessageParser;
import dev.chatanalytics.engine.nlp.NlpCalls;
import dev.chatanalytics.engine.port.EngineMetrics;
import dev.chatanalytics.engine.port.MessageLog;
import dev.chatanalytics.engine.port.Outcome;
import dev.chatanalytics.engine.port.Receipt;
import dev.chatanalytics.engine.runtime.TimerWheel;
import dev.chatanalytics.engine.store.SafeKeeping;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.jctools.queues.MpscBlockingConsumerArrayQueue;

/**
 * The ring and its four stages. Its occupancy is everything that was accepted and is not yet safe.
 *
 * <p>{@link #offer} and the gauges are thread-safe; the owner alone starts and closes it.
 */
public final class MessageRing implements Inlet {

    private static final long POLL_NANOS = 1_000_000;

    private final RingBuffer<MessageSlot> ring;
    private final StageWatch watch;
    private final IntakeProcessor intake;
    private final PersistStage persist;
    private final List<BatchWriter> writers;
    private final int rejectBelow;
    private final EngineMetrics metrics;
    private final Clock clock;
    private volatile boolean open;

    /**
     * Builds the ring; nothing runs yet.
     *
     * @param onFailure told of what no stage could handle, on the thread that met it
     */
    public MessageRing(
            EngineOptions options,
            NlpCalls calls,
            SafeKeeping keeping,
            MessageLog log,
            EngineMetrics metrics,
            Clock clock,
            Consumer<Throwable> onFailure) {
        int size = options.ring().size();
        this.metrics = metrics;
        this.clock = clock;
        rejectBelow = Math.max(1, (int) Math.ceil(size * options.ring().rejectBelow()));
        ring = RingBuffer.createMultiProducer(
                MessageSlot::new, size, WaitStrategies.create(options.ring().waitStrategy()));
        // Twice the size: every slot, and every writer.
        var completions = new MpscBlockingConsumerArrayQueue<PersistSignal>(2 * size);
        writers = IntStream.range(0, options.persist().writers())
                .mapToObj(i -> new BatchWriter(i, keeping, completions, onFailure))
                .toList();

        List<StageCursor> stages = List.of(
                new StageCursor(
                        "validate", new ValidateStage(new MessageParser(options.rules()), metrics), ring, onFailure),
                new StageCursor("acknowledge", new AcknowledgeStage(log, metrics), ring, onFailure),
                new StageCursor("dispatch", new DispatchStage(calls, completions), ring, onFailure));
        intake = new IntakeProcessor(ring.newBarrier(), stages, onFailure);
        persist = new PersistStage(ring, completions, writers, log, options.persist(), onFailure);
        // A slot is used again when its message is safe, and stage 4 alone knows that.
        ring.addGatingSequences(persist.sequence());
        watch = new StageWatch(progress(stages));
    }

    /** How far each stage is, and could be: as far as the one before it, the first as far as the producers. */
    private List<StageWatch.Progress> progress(List<StageCursor> stages) {
        List<StageWatch.Progress> progress = new ArrayList<>();
        LongSupplier before = ring::getCursor;
        for (StageCursor stage : stages) {
            progress.add(new StageWatch.Progress(stage.name(), stage::position, before));
            before = stage::position;
        }
        progress.add(new StageWatch.Progress("persist", persist.sequence()::get, before));
        return progress;
    }

    /**
     * Starts all threads and opens the door.
     *
     * @param timer on which the stages' progress is watched
     */
    public void start(TimerWheel timer) {
        writers.forEach(BatchWriter::start);
        persist.start();
        intake.start();
        watch.start(timer);
        open = true;
    }

    @Override
    public OfferResult offer(byte[] body, Receipt receipt) {
        OfferResult result = tryPublish(body, receipt);
        metrics.messages(result == OfferResult.ACCEPTED ? Outcome.ACCEPTED : Outcome.REFUSED, 1);
        return result;
    }

    private OfferResult tryPublish(byte[] body, Receipt receipt) {
        if (!open) {
            return OfferResult.CLOSED;
        }
        if (ring.remainingCapacity() < rejectBelow) {
            return OfferResult.FULL;
        }
        long sequence;
        try {
            sequence = ring.tryNext();
        } catch (InsufficientCapacityException e) {
            return OfferResult.FULL;
        }
        boolean filled = false;
        try {
            // Asked again after the claim: whoever closes the door and then looks at the cursor sees every claim that
            // got in. A claim that did not is published empty.
            if (open) {
                Instant now = clock.instant();
                ring.get(sequence)
                        .fill(
                                body,
                                receipt,
                                now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000,
                                System.nanoTime());
                filled = true;
            }
        } finally {
            ring.publish(sequence);
        }
        return filled ? OfferResult.ACCEPTED : OfferResult.CLOSED;
    }

    /** Puts a message through the ring that was answered 202 in an earlier run. Never blocks; uses the ring to its last slot. */
    public OfferResult readmit(Message message) {
        if (!open) {
            return OfferResult.CLOSED;
        }
        try {
            long sequence = ring.tryNext();
            ring.get(sequence).refill(message, System.nanoTime());
            ring.publish(sequence);
            metrics.messages(Outcome.ACCEPTED, 1);
            return OfferResult.ACCEPTED;
        } catch (InsufficientCapacityException e) {
            return OfferResult.FULL;
        }
    }

    /** Closes the door: what is in the ring goes on, and nothing new gets in. */
    public void refuseNew() {
        open = false;
    }

    /** Slots that are accepted and not yet safe. */
    public int depth() {
        return (int) Math.max(0, ring.getCursor() - persist.sequence().get());
    }

    /** Slots in all. */
    public int capacity() {
        return ring.getBufferSize();
    }

    /** What stands still with work before it, if anything does. */
    public Optional<String> stalled() {
        return watch.stalled();
    }

    /** How often something began to stand still. */
    public long stalls() {
        return watch.stalls();
    }

    /**
     * Waits until everything accepted is safe; of use only after {@link #refuseNew}.
     *
     * @return false when time ran out, or the thread was interrupted, first
     */
    public boolean awaitEmpty(Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        while (depth() > 0) {
            if (System.nanoTime() - end > 0 || Thread.currentThread().isInterrupted()) {
                return false;
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
        return true;
    }

    /**
     * Ends all threads. Senders that have no answer yet are told to try again.
     *
     * @return how many messages were in the ring and are not safe
     */
    public int close() {
        open = false;
        watch.stop();
        intake.halt();
        intake.join();
        persist.halt();
        persist.join();
        writers.forEach(BatchWriter::close);
        int left = 0;
        for (long s = persist.sequence().get() + 1; s <= ring.getCursor(); s++) {
            MessageSlot slot = ring.get(s);
            left += !slot.isDone() && (slot.body() != null || slot.message() != null) ? 1 : 0;
            slot.abandon();
        }
        return left;
    }
}
