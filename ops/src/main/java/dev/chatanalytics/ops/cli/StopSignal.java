package dev.chatanalytics.ops.cli;

import dev.chatanalytics.engine.runtime.NamedThreads;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Hands the wish to stop (SIGTERM, Ctrl-C) to the main thread, and ends the process only when that has stopped
 * everything, with the exit code that it says. Left alone, Java would end while messages are still on their way, and
 * exit with 143. It also hears a second signal, by which somebody asks to hurry.
 *
 * <p>Thread-safe.
 */
final class StopSignal {

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch askedAgain = new CountDownLatch(1);
    private final CountDownLatch finished = new CountDownLatch(1);
    private volatile int exitCode;

    /** One that the process's signals reach. Once in a process. */
    static StopSignal install() {
        StopSignal signal = new StopSignal();
        SignalHandlers.handle(signal::ask, "TERM", "INT");
        Runtime.getRuntime().addShutdownHook(NamedThreads.create("shutdown", signal::onShutdown));
        return signal;
    }

    private void onShutdown() {
        asked.countDown(); // by SIGHUP, or by a JVM that kept its signals
        try {
            finished.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // nobody interrupts a hook; end at once if somebody does
        }
        Runtime.getRuntime().halt(exitCode);
    }

    /** Asks the main thread to stop; a second time, to hurry. */
    synchronized void ask() {
        if (asked.getCount() == 0) {
            askedAgain.countDown();
        }
        asked.countDown();
    }

    /** Waits until somebody asks. */
    void await() throws InterruptedException {
        asked.await();
    }

    /** @return whether somebody asked within this time */
    boolean await(Duration limit) throws InterruptedException {
        return asked.await(limit.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** @return whether somebody asked a second time within this time */
    boolean awaitAgain(Duration limit) throws InterruptedException {
        return askedAgain.await(limit.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Everything has stopped: the process may end. */
    void finished(int code) {
        exitCode = code;
        finished.countDown();
    }
}
