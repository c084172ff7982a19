package dev.chatanalytics.engine.nlp;

import dev.chatanalytics.engine.BreakerState;
import dev.chatanalytics.engine.EngineOptions;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The circuit breaker in front of the NLP API, counting attempts. Thread-safe.
 *
 * <p>resilience4j keeps the states and the window. Two rules are added, since a black hole must not fill the ring in the
 * seconds that the window needs, and since half-open must not ask the API for everything at once:
 *
 * <ul>
 *   <li>{@code consecutiveFailures} attempts without one success open it at once, if they failed over
 *       {@value #OUTAGE_TIMEOUTS} time-outs without a late answer either, or over {@value #LATENESS_TIMEOUTS} in all: with
 *       thousands of calls in flight, one hiccup makes hundreds of them time out in a row, and an API that stood still for
 *       half a second answers again, but is late for some tenths of a second more;
 *   <li>while half-open, only {@code halfOpenTraffic} of the messages come to the gate, but one at least for each
 *       {@value #PROBE_MILLIS} ms, so that few messages do not hold it half-open for minutes; and no more than
 *       {@value #PROBES} probes are given out before their results decide.
 * </ul>
 *
 * <p>Whoever gets {@code true} from {@link #tryAcquire} owes exactly one {@link #succeeded}, {@link #failed} or
 * {@link #giveBack}; a debt not paid would hold the breaker half-open for ever.
 */
final class CircuitGuard {

    private static final Logger LOG = LoggerFactory.getLogger(CircuitGuard.class);
    /** The breaker wants a cause and does nothing with it. */
    private static final RuntimeException API_FAULT = new IllegalStateException("the NLP API failed");

    private static final int PROBES = 10;
    private static final long PROBE_MILLIS = 500;
    private static final int OUTAGE_TIMEOUTS = 2;
    private static final int LATENESS_TIMEOUTS = 4;
    private static final int FEWEST_ATTEMPTS_TO_JUDGE = 100;
    private static final long NO_LIVE_MILLIS = 1_000;

    private final CircuitBreaker breaker;
    private final int tripAfter;
    private final int oneIn;
    private final long timeoutMillis;
    private final Clock clock;
    private final AtomicInteger consecutiveFailures = new AtomicInteger();
    private final AtomicInteger arrivals = new AtomicInteger();
    private final AtomicReference<CircuitBreaker.State> told = new AtomicReference<>(CircuitBreaker.State.CLOSED);

    private volatile long lastLiveMessage;
    private volatile long lastProbe;
    private volatile long failingSince;
    private volatile long silentSince;

    /**
     * @param timeout of one attempt
     * @param clock tells when the cool-down is over and how long attempts have failed; one that does not jump
     */
    CircuitGuard(EngineOptions.Breaker options, Duration timeout, Clock clock) {
        this.clock = clock;
        timeoutMillis = timeout.toMillis();
        breaker = CircuitBreaker.of(
                "nlp",
                CircuitBreakerConfig.custom()
                        .slidingWindow(
                                (int) Math.max(1, options.window().toSeconds()),
                                FEWEST_ATTEMPTS_TO_JUDGE,
                                SlidingWindowType.TIME_BASED)
                        .failureRateThreshold((float) (options.failureRate() * 100))
                        .waitDurationInOpenState(options.cooldown())
                        .permittedNumberOfCallsInHalfOpenState(PROBES)
                        .clock(clock)
                        .build());
        tripAfter = options.consecutiveFailures();
        oneIn = (int) Math.max(1, Math.round(1 / options.halfOpenTraffic()));
    }

    /** Whether this live message may go to the API at all; asked before {@link #tryAcquire}. */
    boolean admitsMessage() {
        CircuitBreaker.State state = breaker.getState();
        if (state != CircuitBreaker.State.CLOSED) {
            lastLiveMessage = clock.millis();
        }
        return state != CircuitBreaker.State.HALF_OPEN || admitsProbe();
    }

    private boolean admitsProbe() {
        boolean turn = arrivals.getAndIncrement() % oneIn == 0;
        long now = clock.millis();
        if (!turn && now - lastProbe < PROBE_MILLIS) {
            return false;
        }
        lastProbe = now;
        return true;
    }

    /**
     * Whether a message that nobody waits for may go to the API; asked before {@link #tryAcquire}. While the breaker is not
     * closed, live messages find out how the API is doing; without any for {@value #NO_LIVE_MILLIS} ms this one may.
     */
    boolean admitsIdleMessage() {
        return breaker.getState() == CircuitBreaker.State.CLOSED || clock.millis() - lastLiveMessage >= NO_LIVE_MILLIS;
    }

    /** Whether an attempt may be made now. */
    boolean tryAcquire() {
        boolean acquired = breaker.tryAcquirePermission();
        tellTransition();
        return acquired;
    }

    /** The attempt for a message that nobody waits for was not made after all. */
    void giveBackIdle() {
        breaker.releasePermission();
    }

    /** The attempt was not made after all. */
    void giveBack() {
        giveBackIdle();
        if (breaker.getState() == CircuitBreaker.State.HALF_OPEN) {
            arrivals.decrementAndGet(); // the same message will ask again, and was admitted
            lastProbe = clock.millis() - PROBE_MILLIS;
        }
    }

    /** An attempt showed that the API works. */
    void succeeded(long nanos) {
        // Read first: a write by every call would pull the line from core to core.
        if (consecutiveFailures.get() != 0) {
            consecutiveFailures.set(0);
        }
        breaker.onSuccess(nanos, TimeUnit.NANOSECONDS);
        tellTransition();
    }

    /** An attempt that has failed was answered after all; nothing is owed for it any more. */
    void answeredLate() {
        silentSince = clock.millis();
    }

    /** An attempt failed by the API's fault. */
    void failed(long nanos) {
        breaker.onError(nanos, TimeUnit.NANOSECONDS, API_FAULT);
        int inARow = consecutiveFailures.incrementAndGet();
        if (inARow == 1) {
            failingSince = clock.millis();
            silentSince = failingSince;
        }
        if (inARow >= tripAfter && isOutage() && breaker.getState() == CircuitBreaker.State.CLOSED) {
            LOG.warn("{} attempts at the NLP API failed in a row", inARow);
            consecutiveFailures.set(0);
            breaker.transitionToOpenState();
        }
        tellTransition();
    }

    private boolean isOutage() {
        long now = clock.millis();
        return now - silentSince >= OUTAGE_TIMEOUTS * timeoutMillis
                || now - failingSince >= LATENESS_TIMEOUTS * timeoutMillis;
    }

    // Not left to the breaker: as soon as it has a listener it makes an event, with date and time, of every attempt.
    private void tellTransition() {
        CircuitBreaker.State now = breaker.getState();
        CircuitBreaker.State before = told.get();
        if (now != before && told.compareAndSet(before, now)) {
            LOG.warn("NLP circuit breaker: from {} to {}", before, now);
        }
    }

    BreakerState state() {
        return switch (breaker.getState()) {
            case OPEN, FORCED_OPEN -> BreakerState.OPEN;
            case HALF_OPEN -> BreakerState.HALF_OPEN;
            default -> BreakerState.CLOSED;
        };
    }
}
