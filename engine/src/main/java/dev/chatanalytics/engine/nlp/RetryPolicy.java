package dev.chatanalytics.engine.nlp;

import dev.chatanalytics.engine.EngineOptions;
import dev.chatanalytics.engine.port.NlpFailure;
import java.util.concurrent.ThreadLocalRandom;

/**
 * When to try again, and when to give up. Thread-safe.
 *
 * <p>Before attempt n + 1 the pause is {@code backoff · 2^(n-1)}, times a random factor from 0.5 to 1.5 so that calls
 * that failed together do not come back together; or what the API's {@code Retry-After} asks for, when that is longer.
 */
final class RetryPolicy {

    private static final double LEAST_JITTER = 0.5;
    private static final double MOST_JITTER = EngineOptions.LONGEST_JITTER;

    private final int attempts;
    private final long timeoutMillis;
    private final long backoffMillis;
    private final long deadlineMillis;

    RetryPolicy(EngineOptions.Nlp options) {
        attempts = options.attempts();
        timeoutMillis = options.timeout().toMillis();
        backoffMillis = options.backoff().toMillis();
        deadlineMillis = options.deadlineMillis();
    }

    /** From the first attempt to the last answer. A call that is not over by then is given up. */
    long deadlineMillis() {
        return deadlineMillis;
    }

    /** How long the late answer of an attempt that is not made again is waited for: one time-out more. */
    long lateMillis() {
        return timeoutMillis;
    }

    /**
     * The pause before the next attempt, in milliseconds, or -1 when there is to be none.
     *
     * @param made attempts so far
     * @param elapsedMillis since the first began
     */
    long pauseMillis(int made, long elapsedMillis, NlpFailure failure) {
        if (!failure.reason().apiFault() || made >= attempts) {
            return -1;
        }
        double jitter = ThreadLocalRandom.current().nextDouble(LEAST_JITTER, MOST_JITTER);
        long pause = Math.max(failure.retryAfterMillis(), (long) ((backoffMillis << made - 1) * jitter));
        return elapsedMillis + pause + timeoutMillis <= deadlineMillis() ? pause : -1;
    }
}
