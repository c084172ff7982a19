package dev.chatanalytics.perf.testbed;

import dev.chatanalytics.engine.runtime.NamedThreads;

/**
 * Closes something when this process is told to end, by Ctrl-C for one, before it was closed: PostgreSQL would outlive
 * us. Closing this takes the precaution back.
 */
public final class AtExit implements AutoCloseable {

    private final Thread hook;

    /** @param part may be closed on another thread, and while it is in use */
    public AtExit(AutoCloseable part) {
        hook = NamedThreads.create("stop-all", () -> close(part));
        Runtime.getRuntime().addShutdownHook(hook);
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending, so the hook runs or has run: there is nothing to take back.
        }
    }

    private static void close(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            e.printStackTrace(); // the last words of this process: a logger may be closed already
        }
    }
}
