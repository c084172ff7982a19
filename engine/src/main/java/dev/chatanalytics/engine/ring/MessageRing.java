package dev.chatanalytics.engine.ring;

import com.lmax.disruptor.InsufficientCapacityException;
import com.lmax.disruptor.RingBuffer;
import dev.chatanalytics.engine.EngineOptions;
import dev.chatanalytics.engine.Inlet;
import dev.chatanalytics.engine.OfferResult;
import dev.chatanalytics.engine.Ports;
import dev.chatanalytics.engine.Submission;
import dev.chatanalytics.engine.admission.Admission;
import dev.chatanalytics.engine.admission.LogPace;
import dev.chatanalytics.engine.admission.Prices;
import dev.chatanalytics.engine.message.Message;
import dev.chatanalytics.engine.port.EngineMetrics;
import dev.chatanalytics.engine.port.Outcome;
import dev.chatanalytics.engine.runtime.TimerWheel;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * The ring's door and its life: who gets in, and how it starts and ends. What is done inside is in {@link Stages}.
 *
 * <p>{@link #offer} and the gauges are thread-safe; the owner alone starts and closes it.
 */
public final class MessageRing implements Inlet {

    private static final long POLL_NANOS = 1_000_000;
    private static final int IDLE_MILLIS = 500;

    private final RingBuffer<MessageSlot> ring;
    private final Stages stages;
    private final StageWatch watch;
    private final Admission admission;
    private final EngineMetrics metrics;
    private final Clock clock;
    private final LongAdder outOfSlots = new LongAdder();
    private volatile boolean open;
    private volatile boolean closed;

    /**
     * Builds the ring; nothing runs yet.
     *
     * @param onFailure told of what no stage could handle, on the thread that met it
     */
    public MessageRing(EngineOptions options, Ports ports, Clock clock, Consumer<Throwable> onFailure) {
        this.metrics = ports.metrics();
        this.clock = clock;
        admission =
                new Admission(options.ring(), ports.bytes(), new LogPace(options.commitTimeout(), System::nanoTime));
        int size = EngineOptions.SLOTS_PER_MESSAGE * options.ring().size();
        LoggedSlots logged = new LoggedSlots(size);
        ring = RingBuffer.createMultiProducer(
                () -> new MessageSlot(logged::add),
                size,
                WaitStrategies.create(options.ring().waitStrategy()));
        stages = new Stages(options, ports, ring, logged, admission, onFailure);
        watch = new StageWatch(
                stages.progress(), Duration.ofMillis(options.nlp().deadlineMillis()));
    }

    /**
     * Starts all threads and opens the door.
     *
     * @param timer on which the stages' progress is watched
     */
    public void start(TimerWheel timer) {
        stages.start();
        watch.start(timer, admission::look);
        wakeIntake(timer);
        open = true;
    }

    private void wakeIntake(TimerWheel timer) {
        timer.schedule(IDLE_MILLIS, TimeUnit.MILLISECONDS, () -> {
            if (!closed) {
                stages.wakeIntake();
                wakeIntake(timer);
            }
        });
    }

    @Override
    public OfferResult offer(Submission submission) {
        OfferResult result = tryPublish(submission);
        metrics.messages(result.isAccepted() ? Outcome.ACCEPTED : Outcome.REFUSED, 1);
        return result;
    }

    @Override
    public OfferResult offerAll(List<Submission> batch) {
        OfferResult result = tryPublish(batch);
        metrics.messages(result.isAccepted() ? Outcome.ACCEPTED : Outcome.REFUSED, batch.size());
        return result;
    }

    @Override
    public OfferResult precheck() {
        OfferResult result = open ? admission.outlook() : OfferResult.CLOSED;
        if (result != OfferResult.ACCEPTED) {
            metrics.messages(Outcome.REFUSED, 1);
        }
        return result;
    }

    private OfferResult tryPublish(Submission submission) {
        if (!open) {
            return OfferResult.CLOSED;
        }
        long price = Prices.ofBody(submission.body().length);
        OfferResult result = admission.admit(1, price);
        if (!result.isAccepted()) {
            return result;
        }
        long sequence;
        try {
            sequence = ring.tryNext();
        } catch (InsufficientCapacityException e) {
            return outOfSlots(1, price);
        }
        boolean filled = false;
        try {
            // Asked again after the claim: whoever closes the door and then looks at what is outstanding sees every
            // claim that
            // got in. A claim that did not is published empty.
            if (open) {
                ring.get(sequence).fill(submission, price, 0, 1, nowMicros(), System.nanoTime());
                filled = true;
            }
        } finally {
            if (!filled) {
                admission.refund(1, price);
            }
            ring.publish(sequence);
        }
        return filled ? result : OfferResult.CLOSED;
    }

    private OfferResult tryPublish(List<Submission> batch) {
        if (!open) {
            return OfferResult.CLOSED;
        }
        int size = batch.size();
        long price = batch.stream()
                .mapToLong(submission -> Prices.ofBody(submission.body().length))
                .sum();
        OfferResult result = admission.admit(size, price);
        if (!result.isAccepted()) {
            return result;
        }
        long last;
        try {
            last = ring.tryNext(size);
        } catch (InsufficientCapacityException e) {
            return outOfSlots(size, price);
        }
        boolean filled = false;
        try {
            if (open) {
                fill(batch, last - size + 1);
                filled = true;
            }
        } finally {
            if (!filled) {
                admission.refund(size, price);
            }
            ring.publish(last - size + 1, last);
        }
        return filled ? result : OfferResult.CLOSED;
    }

    private OfferResult outOfSlots(int messages, long price) {
        admission.refund(messages, price);
        outOfSlots.add(messages);
        return OfferResult.OUT_OF_SLOTS;
    }

    private void fill(List<Submission> batch, long first) {
        long micros = nowMicros();
        long nanos = System.nanoTime();
        int size = batch.size();
        for (int i = 0; i < size; i++) {
            Submission one = batch.get(i);
            ring.get(first + i).fill(one, Prices.ofBody(one.body().length), i, size, micros, nanos);
        }
    }

    private long nowMicros() {
        Instant now = clock.instant();
        return now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
    }

    /** Puts a message through the ring that was answered 202 in an earlier run. Never blocks; uses the queue to its last place. */
    public OfferResult readmit(Message message) {
        if (!open) {
            return OfferResult.CLOSED;
        }
        long price = Prices.of(message);
        if (!admission.readmit(price)) {
            return OfferResult.FULL;
        }
        try {
            long sequence = ring.tryNext();
            ring.get(sequence).refill(message, price, System.nanoTime());
            ring.publish(sequence);
            metrics.messages(Outcome.ACCEPTED, 1);
            return OfferResult.ACCEPTED;
        } catch (InsufficientCapacityException e) {
            return outOfSlots(1, price);
        }
    }

    @Override
    public int retryAfterSeconds() {
        return admission.retryAfterSeconds();
    }

    @Override
    public long logWaitNanos() {
        return admission.pace().waitedNanos();
    }

    /** Closes the door: what is in the ring goes on, and nothing new gets in. */
    public void refuseNew() {
        open = false;
    }

    /** How much room there is, and how fast the log is. */
    public Admission admission() {
        return admission;
    }

    /** Messages that found no slot although there was room for them, in all. */
    public long outOfSlots() {
        return outOfSlots.sum();
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
        while (admission.outstanding() > 0) {
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
        closed = true;
        watch.stop();
        return stages.close();
    }
}
