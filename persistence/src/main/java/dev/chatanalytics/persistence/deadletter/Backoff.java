package dev.chatanalytics.persistence.deadletter;

import java.util.concurrent.ThreadLocalRandom;

/** How long to wait after one failure after another: ever longer up to a cap, and jittered. Used by one thread. */
final class Backoff {

    private static final long FIRST_MILLIS = 250;
    private static final long LAST_MILLIS = 5_000;

    private long millis;
    private int failures;

    /** How many failures there were since the last success. */
    int failures() {
        return failures;
    }

    /** Milliseconds to wait after one more failure. */
    long next() {
        failures++;
        millis = Math.min(LAST_MILLIS, Math.max(FIRST_MILLIS, 2 * millis));
        return millis / 2 + ThreadLocalRandom.current().nextLong(millis / 2 + 1);
    }

    /** Something succeeded. */
    void reset() {
        millis = 0;
        failures = 0;
    }
}
