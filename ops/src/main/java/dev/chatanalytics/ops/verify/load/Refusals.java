package dev.chatanalytics.ops.verify.load;

import dev.chatanalytics.ops.verify.ledger.Answer;

/**
 * Slows the load down to a tenth while every answer is a 5xx: chatbots obey {@code Retry-After}, and a service that is
 * just starting need not be kept from it by the noise. For one thread.
 */
final class Refusals {

    private static final int MANY = 20;
    private static final int SLOWER = 10;

    private final long interval;
    private int inARow;
    private long last;

    /** @param interval nanoseconds between two requests of the load at its full rate */
    Refusals(long interval) {
        this.interval = SLOWER * interval;
    }

    void answered(Answer answer) {
        inARow = answer == Answer.UNAVAILABLE ? inARow + 1 : 0;
    }

    /** Whether a request may go out now; the caller sends one then. */
    boolean letPass(long now) {
        if (inARow >= MANY && now - last < interval) {
            return false;
        }
        last = now;
        return true;
    }
}
