package dev.chatanalytics.engine;

import dev.chatanalytics.engine.message.MessageRules;
import java.time.Duration;

/** Everything that can be tuned about the engine. Values are taken as valid: whoever reads the configuration checks. */
public record EngineOptions(Ring ring, MessageRules rules, Nlp nlp, Breaker breaker, Persist persist) {

    /** How the ring's first thread waits for work: the less it gives up the CPU, the sooner it reacts. */
    public enum WaitStrategy {
        /** Blocks while idle, and takes what gathers in two milliseconds under load: the least CPU at any rate. */
        AUTO,
        /** Waits on a lock; every message wakes it. */
        BLOCKING,
        /** Naps of half a millisecond, also while idle. */
        SLEEPING,
        /** Spins and yields: a CPU of its own, unless others want it. */
        YIELDING,
        /** Spins: a CPU of its own. */
        BUSY_SPIN
    }

    /**
     * @param size slots, a power of two
     * @param rejectBelow the part of the ring, 0 to 1, that must be free for a body to be accepted
     */
    public record Ring(int size, double rejectBelow, WaitStrategy waitStrategy) {}

    /**
     * @param concurrency messages that may be with the API at once, back-off included
     * @param attempts at the API for one message, at least 1
     * @param timeout of one attempt, which the client keeps; here it gives the deadline of a whole call
     * @param backoff before the second attempt; doubled before each further one, and jittered
     */
    public record Nlp(int concurrency, int attempts, Duration timeout, Duration backoff) {}

    /**
     * @param failureRate the part of the attempts in the window, 0 to 1, at which it opens
     * @param window over which attempts are counted
     * @param cooldown from opening to half-open
     * @param halfOpenTraffic the part of the messages, 0 to 1, that probe the API while half-open
     * @param consecutiveFailures without one success, over at least two time-outs, at which it opens at once
     */
    public record Breaker(
            double failureRate, Duration window, Duration cooldown, double halfOpenTraffic, int consecutiveFailures) {}

    /**
     * @param batchRows at most in one batch
     * @param linger for which the first row of a batch waits for others
     * @param writers batches written at once
     * @param attempts to store a batch before it becomes dead letters, at least 1
     * @param backoff between those attempts
     */
    public record Persist(int batchRows, Duration linger, int writers, int attempts, Duration backoff) {}
}
