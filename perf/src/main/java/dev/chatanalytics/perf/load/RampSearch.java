package dev.chatanalytics.perf.load;

/**
 * Looks for the highest rate that holds: up by a quarter until one fails, then halving the gap until it is 3 %. Used by
 * one thread.
 */
final class RampSearch {

    private static final double UP = 1.25;
    private static final double CLOSE = 0.03;

    private int rate;
    private int held;
    private int failed = Integer.MAX_VALUE;

    /** @param first rate to try */
    RampSearch(int first) {
        rate = first;
    }

    /** The rate to try next. */
    int rate() {
        return rate;
    }

    /** The rate held. */
    void held() {
        held = rate;
        choose();
    }

    /** The rate did not hold. */
    void failed() {
        failed = rate;
        choose();
    }

    /** Whether there is nothing more to try. */
    boolean done() {
        return failed != Integer.MAX_VALUE && failed - held <= Math.max(1, held * CLOSE);
    }

    /** The highest rate that held, 0 when none did. */
    int best() {
        return held;
    }

    private void choose() {
        rate = failed == Integer.MAX_VALUE ? (int) Math.ceil(rate * UP) : (held + failed) / 2;
    }
}
