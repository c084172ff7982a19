package dev.chatanalytics.engine.admission;

import java.util.concurrent.ThreadLocalRandom;

/**
 * How fast a backlog goes, over the last seconds, and so when a refused sender should come back. Looked at once a second by one
 * thread; {@link #retryAfterSeconds} is thread-safe.
 *
 * <p>Only seconds under pressure tell: while the queue is nearly empty, as much ends as comes, and not as much as could.
 */
final class DrainRate {

    private static final int SECONDS = 5;
    private static final int LONGEST = 30;
    private static final double UNKNOWN = -1;

    private final long[] endedAt = new long[SECONDS + 1];
    private int looks;
    private volatile double perSecond = UNKNOWN;

    /**
     * Called once a second.
     *
     * @param ended messages that have ended since the start
     * @param pressed whether there is a backlog worth the name
     */
    void look(long ended, boolean pressed) {
        looks = pressed ? looks + 1 : 0;
        endedAt[looks % endedAt.length] = ended;
        int span = Math.min(looks, SECONDS);
        perSecond = span == 0 ? UNKNOWN : (ended - endedAt[(looks - span) % endedAt.length]) / (double) span;
    }

    /**
     * When a backlog will be gone, in whole seconds from 1 to {@value #LONGEST}. Half as much again at random, so that those
     * who were refused together do not come back together.
     *
     * @param least that it takes in any case, in seconds
     */
    int retryAfterSeconds(int backlog, double least) {
        double rate = perSecond;
        double seconds = rate > 0 ? backlog / rate : rate == 0 && backlog > 0 ? LONGEST : 1;
        int whole = (int) Math.min(LONGEST, Math.ceil(Math.max(Math.max(1, least), seconds)));
        return Math.min(LONGEST, whole + ThreadLocalRandom.current().nextInt(2 + whole / 2));
    }
}
