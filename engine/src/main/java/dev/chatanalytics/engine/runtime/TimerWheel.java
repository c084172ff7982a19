package dev.chatanalytics.engine.runtime;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jctools.queues.MpscUnboundedArrayQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs tasks after a delay, on one thread of its own: a hashed wheel (Varghese and Lauck, 1987) with 10 ms ticks.
 *
 * <p><b>Its time is the time during which this process ran.</b> When the thread finds that it itself slept far longer
 * than a tick, the process stood still (a pause of the machine or of the collector), and the wheel moves by one tick
 * only. So a deadline never passes for everybody at once just because nobody was running.
 *
 * <p>Tasks are short and do not block; one that throws is logged and harms no other. {@link #schedule} is thread-safe.
 */
public final class TimerWheel implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TimerWheel.class);
    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long STALL_NANOS = 5 * TICK_NANOS;
    private static final int SLOTS = 512;

    private final MpscUnboundedArrayQueue<Timeout> arrivals = new MpscUnboundedArrayQueue<>(1024);
    private final MpscUnboundedArrayQueue<Timeout> cancelled = new MpscUnboundedArrayQueue<>(1024);
    private final List<Bucket> wheel = Stream.generate(Bucket::new).limit(SLOTS).toList();
    private final Thread thread;
    private long tick;
    private volatile boolean closed;

    /** @param threadName names the wheel's thread, which starts at once */
    public TimerWheel(String threadName) {
        thread = NamedThreads.create(threadName, this::run);
        thread.start();
    }

    /**
     * Runs the task once the delay has passed, never before, and at most two ticks after while the process runs. One that
     * comes while the wheel closes, or later, is as one that has not run by then: it may never.
     *
     * @return a handle to cancel it
     */
    public Timeout schedule(long delay, TimeUnit unit, Runnable task) {
        Timeout timeout = new Timeout(cancelled, unit.toNanos(delay), task);
        arrivals.add(timeout);
        return timeout;
    }

    /** Stops the thread and waits for it. Tasks that have not run yet never will. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        NamedThreads.join(thread);
    }

    private void run() {
        long then = System.nanoTime();
        long ran = 0;
        while (!closed) {
            LockSupport.parkNanos(TICK_NANOS - ran % TICK_NANOS);
            long elapsed = System.nanoTime() - then;
            then += elapsed;
            ran += discounted(elapsed);
            takeArrivals(then, ran);
            cancelled.drain(Timeout::unlink);
            for (long next = tick + 1; next <= ran / TICK_NANOS; next++) {
                tick = next;
                expire(next);
            }
        }
    }

    /** Of a time in which the process stood still, one tick counts. */
    private static long discounted(long nanos) {
        return nanos > STALL_NANOS ? TICK_NANOS : nanos;
    }

    /**
     * Puts new timeouts where they belong. Their delays began when they were scheduled, which is not when this thread
     * last looked at the time: it may have been late itself.
     */
    private void takeArrivals(long now, long ran) {
        for (Timeout t = arrivals.poll(); t != null; t = arrivals.poll()) {
            if (t.task == null) {
                continue; // cancelled; it may have been unlinked already, and would stay
            }
            long left = t.delayNanos - discounted(now - t.scheduledNanos);
            t.tick = Math.max(tick + 1, (ran + left + TICK_NANOS - 1) / TICK_NANOS);
            bucket(t.tick).add(t);
        }
    }

    private void expire(long due) {
        Timeout next;
        for (Timeout t = bucket(due).first; t != null; t = next) {
            next = t.next;
            if (t.tick <= due) { // else of a later turn of the wheel
                t.unlink();
                t.fire();
            }
        }
    }

    private Bucket bucket(long tick) {
        return wheel.get((int) (tick % SLOTS));
    }

    /** Those of one slot, doubly linked: most are cancelled long before they are due, and are not kept until then. */
    private static final class Bucket {

        private Timeout first;
        private Timeout last;

        private void add(Timeout timeout) {
            timeout.bucket = this;
            timeout.previous = last;
            if (last == null) {
                first = timeout;
            } else {
                last.next = timeout;
            }
            last = timeout;
        }

        private void remove(Timeout timeout) {
            if (timeout.previous == null) {
                first = timeout.next;
            } else {
                timeout.previous.next = timeout.next;
            }
            if (timeout.next == null) {
                last = timeout.previous;
            } else {
                timeout.next.previous = timeout.previous;
            }
            timeout.previous = null;
            timeout.next = null;
        }
    }

    /** One scheduled task. All but the task is of the wheel's thread. */
    public static final class Timeout {

        private final Queue<Timeout> cancelled;
        private final long scheduledNanos = System.nanoTime();
        private final long delayNanos;
        private volatile Runnable task;
        private long tick;
        private Bucket bucket;
        private Timeout previous;
        private Timeout next;

        private Timeout(Queue<Timeout> cancelled, long delayNanos, Runnable task) {
            this.cancelled = cancelled;
            this.delayNanos = delayNanos;
            this.task = task;
        }

        /**
         * The task will not run, unless it is already running. Thread-safe; lets go of the task at once, and of the rest in the
         * next tick.
         */
        public void cancel() {
            if (task != null) {
                task = null;
                cancelled.add(this);
            }
        }

        private void unlink() {
            if (bucket != null) {
                bucket.remove(this);
                bucket = null;
            }
        }

        private void fire() {
            Runnable due = task;
            task = null;
            if (due == null) {
                return;
            }
            try {
                due.run();
            } catch (Throwable t) {
                LOG.error("A timer task failed", t);
            }
        }
    }
}
