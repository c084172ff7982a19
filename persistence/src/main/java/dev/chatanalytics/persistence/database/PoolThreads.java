package dev.chatanalytics.persistence.database;

import dev.chatanalytics.engine.runtime.NamedThreads;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;

/** The threads of a pool, so that they can be waited for: an executor says that it has ended before its threads have. */
final class PoolThreads implements ThreadFactory {

    private final ThreadFactory factory = NamedThreads.numbered("db-pool");
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

    @Override
    public Thread newThread(Runnable task) {
        threads.removeIf(thread -> thread.getState() == Thread.State.TERMINATED);
        Thread thread = factory.newThread(task);
        threads.add(thread);
        return thread;
    }

    /**
     * Wakes those that sleep. One that opens connections sleeps between its tries, ever longer up to ten seconds, and does
     * not see before it wakes that the pool is closed.
     */
    void interrupt() {
        threads.forEach(Thread::interrupt);
    }

    /** Waits for all of them, which have been told to end. */
    void join() {
        threads.forEach(NamedThreads::join);
    }
}
