package dev.chatanalytics.transport.testing;

import dev.chatanalytics.engine.runtime.TimerWheel;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Keeps a wheel's thread in a task: as long as it is held the wheel runs no other task, however long the test takes. The
 * wheel counts a hold of more than 50 ms as one tick, as any other time in which it stood still.
 */
public final class HeldWheel {

    /** Ends the hold of a test that failed before it could: the wheel could not be closed else. */
    private static final long LONGEST_SECONDS = 60;

    private final CountDownLatch held = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    private HeldWheel() {}

    /** Holds the wheel from now on. */
    public static HeldWheel now(TimerWheel wheel) throws InterruptedException {
        HeldWheel hold = new HeldWheel();
        wheel.schedule(0, TimeUnit.MILLISECONDS, hold::run);
        hold.held.await();
        return hold;
    }

    /** Lets the wheel go on. */
    public void release() {
        released.countDown();
    }

    private void run() {
        held.countDown();
        try {
            if (!released.await(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("nobody has released the wheel");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts a wheel", e);
        }
    }
}
