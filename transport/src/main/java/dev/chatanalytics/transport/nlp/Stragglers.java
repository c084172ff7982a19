package dev.chatanalytics.transport.nlp;

import dev.chatanalytics.engine.runtime.TimerWheel;
import io.netty.channel.Channel;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Calls that have expired, while their connections wait for the late answers. Thread-safe.
 *
 * <p>To close a connection and open another one costs service and API several times what a call costs. When an API has
 * been slow for a moment and thousands of calls expire together, that work would make both of them slow: the next
 * calls would expire, too, and so on without end. An answer that comes late leaves its connection as good as new. So a
 * straggler keeps it until the answer is there, another call has need of a connection, or {@link #PATIENCE} time-outs have passed.
 */
final class Stragglers {

    static final int PATIENCE = 2;

    private final Queue<Call> calls = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean sweepIsDue = new AtomicBoolean();
    private final TimerWheel timer;
    private final long patienceNanos;

    Stragglers(TimerWheel timer, long timeoutMillis) {
        this.timer = timer;
        patienceNanos = TimeUnit.MILLISECONDS.toNanos(PATIENCE * timeoutMillis);
    }

    /** Adds one, in the order in which they expire. */
    void add(Call expired) {
        calls.add(expired);
        if (sweepIsDue.compareAndSet(false, true)) {
            timer.schedule(patienceNanos, TimeUnit.NANOSECONDS, this::sweep);
        }
    }

    /**
     * Closes the connection of the oldest one that is still without an answer, then runs the task on the event loop of that
     * connection.
     *
     * @return false when there is none; then the task is not run
     */
    boolean dropOldest(Runnable then) {
        Call oldest = calls.poll();
        while (oldest != null && oldest.hasEnded()) {
            oldest = calls.poll();
        }
        if (oldest == null) {
            return false;
        }
        drop(oldest, then);
        return true;
    }

    private void sweep() {
        Call head = calls.peek();
        long age = 0;
        while (head != null && (head.hasEnded() || (age = head.sinceExpiryNanos()) >= patienceNanos)) {
            if (calls.remove(head)) { // else another call had need of it
                drop(head, () -> {});
            }
            head = calls.peek();
        }
        if (head != null) {
            timer.schedule(patienceNanos - age, TimeUnit.NANOSECONDS, this::sweep);
            return;
        }
        sweepIsDue.set(false);
        if (!calls.isEmpty() && sweepIsDue.compareAndSet(false, true)) {
            timer.schedule(patienceNanos, TimeUnit.NANOSECONDS, this::sweep);
        }
    }

    /** On the connection's own loop, where no answer can come in between. */
    private static void drop(Call straggler, Runnable then) {
        Channel channel = straggler.channel();
        IoBarrier.runOn(channel.eventLoop(), () -> {
            straggler.drop();
            then.run();
        });
    }
}
