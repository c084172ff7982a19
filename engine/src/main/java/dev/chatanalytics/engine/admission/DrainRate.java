package dev.chatanalytics.engine.admission;

import java.util.concurrent.ThreadLocalRandom;

/**
 * How fast the backlog goes, over the last seconds, and so when a refused sender should come back. Looked at once a second by
 * one thread; {@link #retryAfterSeconds} is thread-safe.
 */
final class DrainRate {

    private static final int SECONDS = 5;
    private static final int LONGEST = 30;
    private static final double UNKNOWN = -1;

    private final long[] endedAt = new long[SECONDS];
    private int looks;
    private volatile double perSecond = UNKNOWN;

    /**
     * Called once a second.
     *
     * @param ended messages that have ended since the start
     */
    void look(long ended) {
        int slot = looks % SECONDS;
        int span = Math.min(looks, SECONDS);
        perSecond = span == 0 ? UNKNOWN : (ended - endedAt[looks < SECONDS ? 0 : slot]) / (double) span;
        endedAt[slot] = ended;
        looks++;
    }

    /**
     * When a backlog will be gone, in whole seconds from 1 to {@value #LONGEST}. Half as much again at random, so that those
     * who were refused together do not come back together.
     */
    int retryAfterSeconds(int backlog) {
        double rate = perSecond;
        double seconds = rate > 0 ? backlog / rate : rate == 0 && backlog > 0 ? LONGEST : 1;
        int whole = (int) Math.min(LONGEST, Math.max(1, Math.ceil(seconds)));
        return Math.min(LONGEST, whole + ThreadLocalRandom.current().nextInt(2 + whole / 2));
    }
}
