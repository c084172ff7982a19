package dev.chatanalytics.engine.ring;

import com.lmax.disruptor.RingBuffer;
import dev.chatanalytics.engine.EngineOptions;
import dev.chatanalytics.engine.Inlet;
import dev.chatanalytics.engine.OfferResult;
import dev.chatanalytics.engine.Ports;
import dev.chatanalytics.engine.admission.Admission;
import dev.chatanalytics.engine.admission.LogPace;
import dev.chatanalytics.engine.message.Message;
import dev.chatanalytics.engine.runtime.TimerWheel;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * The ring and its life: how it is built, starts and ends. Who gets in is decided by {@link RingDoor}, what is done inside is in
 * {@link Stages}.
 *
 * <p>The door and the gauges are thread-safe; the owner alone starts and closes the ring.
 */
public final class MessageRing {

    private static final long POLL_NANOS = 1_000_000;
    private static final int IDLE_MILLIS = 500;

    private final RingDoor door;
    private final Stages stages;
    private final StageWatch watch;
    private final Admission admission;
    private volatile boolean closed;

    /**
     * Builds the ring; nothing runs yet.
     *
     * @param onFailure told of what no stage could handle, on the thread that met it
     */
    public MessageRing(EngineOptions options, Ports ports, Clock clock, Consumer<Throwable> onFailure) {
        admission =
                new Admission(options.ring(), ports.bytes(), new LogPace(options.commitTimeout(), System::nanoTime));
        int size = EngineOptions.SLOTS_PER_MESSAGE * options.ring().size();
        LoggedSlots logged = new LoggedSlots(size);
        RingBuffer<MessageSlot> ring = RingBuffer.createMultiProducer(
                () -> new MessageSlot(logged::add),
                size,
                WaitStrategies.create(options.ring().waitStrategy()));
        door = new RingDoor(ring, admission, ports.metrics(), clock);
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
        door.open();
    }

    private void wakeIntake(TimerWheel timer) {
        timer.schedule(IDLE_MILLIS, TimeUnit.MILLISECONDS, () -> {
            if (!closed) {
                stages.wakeIntake();
                wakeIntake(timer);
            }
        });
    }

    /** The one door into it. */
    public Inlet door() {
        return door;
    }

    /** Puts a message through the ring that was answered 202 in an earlier run. Never blocks; uses the queue to its last place. */
    public OfferResult readmit(Message message) {
        return door.readmit(message);
    }

    /** Closes the door: what is in the ring goes on, and nothing new gets in. */
    public void refuseNew() {
        door.close();
    }

    /** How much room there is, and how fast the log is. */
    public Admission admission() {
        return admission;
    }

    /** Messages that found no slot although there was room for them, in all. */
    public long outOfSlots() {
        return door.outOfSlots();
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
        door.close();
        closed = true;
        watch.stop();
        return stages.close();
    }
}
