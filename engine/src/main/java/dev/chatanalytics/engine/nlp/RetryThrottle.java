package dev.chatanalytics.engine.nlp;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Whether attempts that ran out of time may be made again. Thread-safe.
 *
 * <p>An API that is late for everybody, because it, this process or the way between them stood still for a moment, is not
 * helped by being asked again: two and three times the calls make it later still, and so it stays. This is the retry
 * throttling of gRPC (proposal A6): a bucket of tokens, full at first. A time-out takes one, an answer in time gives back
 * half of one, and only while more than half of them are there is a time-out followed by another attempt. So single calls
 * that go astray are retried while fewer than one in three do, and when thousands are late together most of them wait for
 * their late answers.
 */
final class RetryThrottle {

    private static final int HALF_TOKENS = 2_000;
    private static final int TIME_OUT_TAKES = 2;

    private final AtomicInteger halfTokens = new AtomicInteger(HALF_TOKENS);

    /** An attempt was answered within the time-out. */
    void inTime() {
        // Read first: a write by every call would pull the line from core to core.
        if (halfTokens.get() < HALF_TOKENS) {
            halfTokens.getAndUpdate(left -> Math.min(HALF_TOKENS, left + 1));
        }
    }

    /** An attempt was not. */
    void timedOut() {
        halfTokens.getAndUpdate(left -> Math.max(0, left - TIME_OUT_TAKES));
    }

    boolean admitsRetry() {
        return halfTokens.get() > HALF_TOKENS / 2;
    }
}
