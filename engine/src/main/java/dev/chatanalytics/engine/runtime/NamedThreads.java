package dev.chatanalytics.engine.runtime;

import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one way to make threads: named by role, in at most 15 characters because Linux cuts the rest. Whoever starts a
 * thread joins it.
 */
public final class NamedThreads {

    private static final Logger LOG = LoggerFactory.getLogger(NamedThreads.class);
    private static final int LINUX_NAME_LIMIT = 15;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private NamedThreads() {}

    /** One thread of this role, not started. It does not keep the process alive by itself. */
    public static Thread create(String name, Runnable task) {
        if (name.length() > LINUX_NAME_LIMIT) {
            throw new IllegalArgumentException(
                    "name: " + name + " (expected: at most " + LINUX_NAME_LIMIT + " characters)");
        }
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    /** Numbered threads of one role: {@code http-0}, {@code http-1} and so on. */
    public static ThreadFactory numbered(String role) {
        AtomicInteger next = new AtomicInteger();
        return task -> create(role + "-" + next.getAndIncrement(), task);
    }

    /**
     * Waits until the thread has ended, however long that takes, and names it in the log when it takes long. An
     * interrupt is kept for the caller.
     */
    public static void join(Thread thread) {
        boolean interrupted = false;
        boolean ended = false;
        while (!ended) {
            try {
                thread.join(PATIENCE.toMillis());
                ended = !thread.isAlive();
                if (!ended) {
                    LOG.warn("Still waiting for thread {} to end, which is at {}", thread.getName(), where(thread));
                }
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static String where(Thread thread) {
        StackTraceElement[] stack = thread.getStackTrace();
        return stack.length == 0 ? "its end" : stack[0].toString();
    }
}
