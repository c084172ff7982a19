package dev.chatanalytics.perf.load.client;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Waiting without a checked exception: an interrupt ends the pause and stays set. */
public final class Pause {

    private Pause() {}

    /** Waits about this long. */
    public static void millis(long millis) {
        untilNanos(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis));
    }

    /** Waits until {@link System#nanoTime} says this, not at all when that has passed. */
    public static void untilNanos(long then) {
        long left = then - System.nanoTime();
        while (left > 0 && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(left);
            left = then - System.nanoTime();
        }
    }
}
