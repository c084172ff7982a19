package dev.chatanalytics.engine.ring;

import com.lmax.disruptor.InsufficientCapacityException;
import com.lmax.disruptor.RingBuffer;
import dev.chatanalytics.engine.Inlet;
import dev.chatanalytics.engine.OfferResult;
import dev.chatanalytics.engine.Submission;
import dev.chatanalytics.engine.admission.Admission;
import dev.chatanalytics.engine.admission.Prices;
import dev.chatanalytics.engine.message.Message;
import dev.chatanalytics.engine.port.EngineMetrics;
import dev.chatanalytics.engine.port.Outcome;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;

/** The producers' side of the ring: asks for admission, claims slots, fills and publishes them. Thread-safe; never blocks. */
final class RingDoor implements Inlet {

    /** Until whoever finds the door closed tries again, which will hardly be here. */
    private static final int ELSEWHERE_SECONDS = 5;

    private final RingBuffer<MessageSlot> ring;
    private final Admission admission;
    private final EngineMetrics metrics;
    private final Clock clock;
    private final LongAdder outOfSlots = new LongAdder();
    private volatile boolean open;

    /** Makes a closed one. */
    RingDoor(RingBuffer<MessageSlot> ring, Admission admission, EngineMetrics metrics, Clock clock) {
        this.ring = ring;
        this.admission = admission;
        this.metrics = metrics;
        this.clock = clock;
    }

    void open() {
        open = true;
    }

    /** Whoever sees nothing outstanding after this knows that nothing will come. */
    void close() {
        open = false;
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
        OfferResult result = outlook();
        if (result != OfferResult.ACCEPTED) {
            metrics.messages(Outcome.REFUSED, 1);
        }
        return result;
    }

    private OfferResult outlook() {
        if (!open) {
            return OfferResult.CLOSED;
        }
        OfferResult result = admission.outlook();
        if (result == OfferResult.ACCEPTED && !ring.hasAvailableCapacity(1)) {
            outOfSlots.increment();
            return OfferResult.OUT_OF_SLOTS;
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
            // claim.
            // One that did not get in is published empty.
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
    OfferResult readmit(Message message) {
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
            admission.refund(1, price);
            return OfferResult.OUT_OF_SLOTS;
        }
    }

    @Override
    public int retryAfterSeconds() {
        return open
                ? admission.retryAfterSeconds()
                : 1 + ThreadLocalRandom.current().nextInt(ELSEWHERE_SECONDS);
    }

    @Override
    public long logWaitNanos() {
        return admission.pace().waitedNanos();
    }

    /** Messages that found no slot although there was room for them, in all. */
    long outOfSlots() {
        return outOfSlots.sum();
    }
}
