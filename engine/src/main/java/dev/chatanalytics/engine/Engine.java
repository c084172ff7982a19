package dev.chatanalytics.engine;

import dev.chatanalytics.engine.admission.LogPace;
import dev.chatanalytics.engine.message.Message;
import dev.chatanalytics.engine.nlp.NlpCalls;
import dev.chatanalytics.engine.ring.MessageRing;
import dev.chatanalytics.engine.runtime.TimerWheel;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes messages in, has them validated, answered, analysed and stored, and loses none.
 *
 * <pre>
 *   offer ──► ring: validate ──► acknowledge ──► dispatch ─ ─ (NLP API) ─ ─► persist ──► store, else dead letters
 * </pre>
 *
 * <p>{@link #offer} and everything that reads are thread-safe. The owner starts it, stops it by {@link #drain}, then
 * {@link #close}, and after that closes the ports it gave.
 */
public final class Engine implements Inlet, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);

    private final MessageRing ring;
    private final NlpCalls calls;
    private final AtomicReference<EngineState> state = new AtomicReference<>(EngineState.RUNNING);

    private Engine(EngineOptions options, Ports ports, Clock clock) {
        calls = ports.nlp();
        ring = new MessageRing(options, ports, clock, this::fail);
    }

    /**
     * Starts an engine; when this returns it takes messages.
     *
     * @param timer on which progress is watched; it outlives the engine
     */
    public static Engine start(EngineOptions options, Ports ports, TimerWheel timer) {
        return start(options, ports, timer, Clock.systemUTC());
    }

    /** The same, with a clock of the caller's. */
    public static Engine start(EngineOptions options, Ports ports, TimerWheel timer, Clock clock) {
        Engine engine = new Engine(options, ports, clock);
        try {
            engine.ring.start(timer);
        } catch (RuntimeException | Error e) {
            engine.close();
            throw e;
        }
        return engine;
    }

    @Override
    public OfferResult offer(Submission submission) {
        return ring.door().offer(submission);
    }

    @Override
    public OfferResult offerAll(List<Submission> batch) {
        return ring.door().offerAll(batch);
    }

    @Override
    public OfferResult precheck() {
        return ring.door().precheck();
    }

    @Override
    public int retryAfterSeconds() {
        return ring.door().retryAfterSeconds();
    }

    @Override
    public long logWaitNanos() {
        return ring.door().logWaitNanos();
    }

    /**
     * Puts a message through the ring that was answered 202 in an earlier run. Never blocks: when the ring is full, try
     * again later. The message is not logged again, so its log must keep it until it is safe.
     */
    public OfferResult readmit(Message message) {
        return ring.readmit(message);
    }

    /**
     * Refuses new messages and waits until all that were accepted are safe.
     *
     * @return whether they are; false when time ran out, or the thread was interrupted, first
     */
    public boolean drain(Duration limit) {
        ring.refuseNew();
        state.compareAndSet(EngineState.RUNNING, EngineState.DRAINING);
        return ring.awaitEmpty(limit);
    }

    /** Ends all threads at once. What {@link #drain} did not bring to safety is lost unless the message log has it. */
    @Override
    public void close() {
        if (state.getAndSet(EngineState.CLOSED) == EngineState.CLOSED) {
            return;
        }
        int lost = ring.close();
        if (lost > 0) {
            LOG.error("Closed with {} messages not stored; those in the journal are, after the next start", lost);
        }
    }

    public EngineState state() {
        return state.get();
    }

    public BreakerState breakerState() {
        return calls.breakerState();
    }

    /** Messages accepted and not yet safe. */
    public int queueDepth() {
        return ring.admission().outstanding();
    }

    /** Messages that the queue has room for. */
    public int queueCapacity() {
        return ring.admission().capacity();
    }

    /** Messages that found no slot in the ring although the queue had room, since the start. */
    public long outOfSlots() {
        return ring.outOfSlots();
    }

    /** How long commits of the message log take, and whether that is too long for new messages. */
    public LogPace logPace() {
        return ring.admission().pace();
    }

    /** Messages with the NLP API now. */
    public int activeCalls() {
        return calls.active();
    }

    /** The stage that has stood still for far too long with work before it, if one has. */
    public Optional<String> stalled() {
        return ring.stalled();
    }

    /** How often that has happened. */
    public long stalls() {
        return ring.stalls();
    }

    private void fail(Throwable fault) {
        ring.refuseNew();
        state.updateAndGet(now -> now == EngineState.CLOSED ? now : EngineState.FAILED);
        LOG.error("The engine has failed and takes no more messages", fault);
    }
}
