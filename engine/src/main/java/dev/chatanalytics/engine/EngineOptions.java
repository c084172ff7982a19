package dev.chatanalytics.engine;

import dev.chatanalytics.engine.message.MessageRules;
import dev.chatanalytics.engine.nlp.AnswerShape;
import java.time.Duration;

/**
 * Everything that can be tuned about the engine. Values are taken as valid: whoever reads the configuration checks.
 *
 * @param commitTimeout for what one message may wait for the message log, before its sender is told to try again
 */
public record EngineOptions(
        Ring ring, MessageRules rules, Nlp nlp, Breaker breaker, Persist persist, Duration commitTimeout) {

    /** Slots of the ring for each place in the queue, so that messages that take long hold up nobody. */
    public static final int SLOTS_PER_MESSAGE = 4;

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
     * @param size messages at most, a power of two; the ring has {@value #SLOTS_PER_MESSAGE} times as many slots
     * @param rejectBelow the part of the queue, 0 to 1, that must be free for a body to be accepted
     */
    public record Ring(int size, double rejectBelow, WaitStrategy waitStrategy) {}

    /**
     * @param concurrency messages that may be with the API at once, back-off included
     * @param attempts at the API for one message, at least 1
     * @param timeout of one attempt, which the client keeps; here it gives the deadline of a whole call
     * @param backoff before the second attempt; doubled before each further one, and jittered
     * @param maxAnswerBytes of one answer, for which a message under way reserves room
     * @param answer where an answer says what
     */
    public record Nlp(
            int concurrency, int attempts, Duration timeout, Duration backoff, int maxAnswerBytes, AnswerShape answer) {

        /** The same with another limit of calls. */
        public Nlp withConcurrency(int calls) {
            return new Nlp(calls, attempts, timeout, backoff, maxAnswerBytes, answer);
        }

        /**
         * How long one message may be with the API at most, in milliseconds: all time-outs, all pauses at their longest, and
         * one time-out more for what timers and threads are late.
         */
        public long deadlineMillis() {
            double pauses = backoff.toMillis() * LONGEST_JITTER * ((1L << attempts - 1) - 1);
            return timeout.toMillis() * (attempts + 1) + (long) pauses;
        }
    }

    /** The pause before another attempt is up to this many times as long as was said. */
    public static final double LONGEST_JITTER = 1.5;

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
     * @param attempts to store a batch before it is given to the fallback, at least 1
     * @param backoff between those attempts
     * @param fallback what becomes of a batch then
     */
    public record Persist(
            int batchRows, Duration linger, int writers, int attempts, Duration backoff, Fallback fallback) {}

    /** Where a batch goes that the store does not take. */
    public enum Fallback {
        /** To the dead letters on this machine's disk. */
        DEAD_LETTERS,
        /** Nowhere: it is tried again until the store takes it, since the log keeps it for whoever else comes. */
        NONE
    }
}
