package dev.chatanalytics.ops.verify.chaos;

import java.time.Duration;

/** Waits within a fault, and returns sooner when the run is to end. For any thread. */
@FunctionalInterface
interface Pause {

    /** Between two looks or two blows. */
    Duration STEP = Duration.ofMillis(50);

    /** Something to be done while a fault lasts. */
    @FunctionalInterface
    interface Blow {
        void strike() throws Exception;
    }

    /** @return whether the run is to end */
    boolean over(Duration length) throws InterruptedException;

    /** Strikes again and again for so long. */
    default void during(Duration length, Blow blow) throws Exception {
        long end = System.nanoTime() + length.toNanos();
        do {
            blow.strike();
        } while (!over(STEP) && System.nanoTime() - end < 0);
    }
}
