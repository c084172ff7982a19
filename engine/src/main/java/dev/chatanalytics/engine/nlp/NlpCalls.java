package dev.chatanalytics.engine.nlp;

import dev.chatanalytics.engine.BreakerState;
import dev.chatanalytics.engine.EngineOptions;
import dev.chatanalytics.engine.admission.ByteBudget;
import dev.chatanalytics.engine.json.MalformedJsonException;
import dev.chatanalytics.engine.message.NlpAnalysis;
import dev.chatanalytics.engine.port.EngineMetrics;
import dev.chatanalytics.engine.port.NlpClient;
import dev.chatanalytics.engine.runtime.LogThrottle;
import dev.chatanalytics.engine.runtime.TimerWheel;
import java.time.Clock;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the NLP API for one message after another, and always comes back with something: the analysis, or why there is
 * none. Started on the intake thread; finished on any.
 *
 * <p>At most {@code concurrency} messages are with the API at once. A message keeps its permit through all its attempts
 * and the pauses between them: without that, retries of an ailing API would pile up without bound. An attempt that goes on
 * after a late answer has ended the message keeps it, too.
 */
public final class NlpCalls {

    final NlpClient client;
    final TimerWheel timer;
    final CircuitGuard breaker;
    final RetryPolicy retries;
    final RetryThrottle throttle = new RetryThrottle();
    final EngineMetrics metrics;
    final AnswerShape shape;

    private static final Logger LOG = LoggerFactory.getLogger(NlpCalls.class);

    /** The part of the permits that live messages always find free of others. */
    private static final int KEPT_FOR_LIVE = 4;

    private final Semaphore permits;
    private final int concurrency;
    private final ByteBudget bytes;
    private final int maxAnswerBytes;
    private final LogThrottle badAnswers = LogThrottle.everyMinute();

    /**
     * @param bytes of which each message under way reserves as much as the longest answer takes
     * @param clock for the circuit breaker, which waits by it; one that does not jump
     */
    public NlpCalls(
            NlpClient client,
            TimerWheel timer,
            EngineOptions.Nlp options,
            EngineOptions.Breaker breaker,
            ByteBudget bytes,
            EngineMetrics metrics,
            Clock clock) {
        this.client = client;
        this.timer = timer;
        this.breaker = new CircuitGuard(breaker, options.timeout(), clock);
        this.retries = new RetryPolicy(options);
        this.metrics = metrics;
        this.shape = options.answer();
        this.concurrency = options.concurrency();
        this.permits = new Semaphore(concurrency);
        this.bytes = bytes;
        this.maxAnswerBytes = options.maxAnswerBytes();
    }

    /** Whether somebody waits for a message, so that it goes first. */
    public enum Priority {
        /** It has just come in. */
        LIVE,
        /** It can wait: it is asked about only while permits are idle, and never counts as skipped. */
        IDLE
    }

    /**
     * Starts a call, unless all permits or bytes are taken. Some will be free soon, because every call has a deadline. Never
     * blocks.
     *
     * @param text the message's text
     * @param done told exactly once, on any thread, possibly before this method returns; it must not block or throw
     * @return false when it cannot be started now; nothing has happened then
     */
    public boolean tryStart(Priority priority, String text, Consumer<NlpAnalysis> done) {
        return priority == Priority.LIVE ? tryStartLive(text, done) : tryStartIdle(text, done);
    }

    private boolean tryStartLive(String text, Consumer<NlpAnalysis> done) {
        // The breaker comes first: with a dead API all permits are taken, and a message that will skip it needs none.
        if (!breaker.admitsMessage() || !breaker.tryAcquire()) {
            done.accept(NlpAnalysis.SKIPPED);
            return true;
        }
        if (!reserve()) {
            breaker.giveBack();
            return false;
        }
        new NlpCall(this, text, done).attempt();
        return true;
    }

    private boolean tryStartIdle(String text, Consumer<NlpAnalysis> done) {
        boolean idle = permits.availablePermits() > concurrency / KEPT_FOR_LIVE && bytes.hasRoom();
        if (!idle || !breaker.admitsIdleMessage() || !breaker.tryAcquire()) {
            return false;
        }
        if (!reserve()) {
            breaker.giveBackIdle();
            return false;
        }
        new NlpCall(this, text, done).attempt();
        return true;
    }

    /** A permit, and room for the answer. The first call is made whatever the room, else it could be for ever too little. */
    private boolean reserve() {
        if (!permits.tryAcquire()) {
            return false;
        }
        if (bytes.tryCharge(maxAnswerBytes)) {
            return true;
        }
        if (active() == 1) {
            bytes.charge(maxAnswerBytes);
            return true;
        }
        permits.release();
        return false;
    }

    void release() {
        bytes.charge(-maxAnswerBytes);
        permits.release();
    }

    /** Without the answer itself, which may hold a user's text. */
    void tellBadAnswer(MalformedJsonException why) {
        long answers = badAnswers.admit();
        if (answers > 0) {
            LOG.warn(
                    "The NLP API answered 200 with what is not an analysis: {}; compare its answers with nlp.answer ({} since"
                            + " the last such line)",
                    why.getMessage().replaceAll("'[^']*'", "'…'"),
                    answers);
        }
    }

    /** Messages with the API now. Thread-safe. */
    public int active() {
        return concurrency - permits.availablePermits();
    }

    /** Thread-safe. */
    public BreakerState breakerState() {
        return breaker.state();
    }
}
