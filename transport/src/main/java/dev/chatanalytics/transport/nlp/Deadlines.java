package dev.chatanalytics.transport.nlp;

import dev.chatanalytics.engine.runtime.TimerWheel;
import io.netty.channel.Channel;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Expires calls that are still unanswered after the time-out. Thread-safe, except that the timer's thread is the only
 * one on which calls fall due.
 *
 * <p>The time-out is the same for all, so calls fall due in the order in which they came: a queue will do, and a timer
 * for each call is not needed. At most once in a tick of the wheel a mark is put behind the calls that came, and when
 * the time-out has passed since, all before the mark are due. Then the loops read what has already arrived, and only
 * what is unanswered after that is expired. So a call never expires early, and up to three ticks late. A call whose
 * request was held up in this process, on its way to the socket, is given the rest of its time.
 */
final class Deadlines implements AutoCloseable {

    private final Queue<Call> calls = new ConcurrentLinkedQueue<>();

    /** Those that are due and not settled yet, for {@link #close} to find. */
    private final Set<Call> expiring = ConcurrentHashMap.newKeySet();

    private final AtomicBoolean markIsDue = new AtomicBoolean();
    private final TimerWheel timer;
    private final Stragglers stragglers;
    private final IoBarrier barrier;
    private final long timeoutMillis;
    private final long timeoutNanos;
    private volatile boolean closed;

    Deadlines(TimerWheel timer, IoBarrier barrier, Stragglers stragglers, long timeoutMillis) {
        this.timer = timer;
        this.stragglers = stragglers;
        this.barrier = barrier;
        this.timeoutMillis = timeoutMillis;
        this.timeoutNanos = TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
    }

    /** From now on the call's time runs. */
    void watch(Call call) {
        calls.add(call);
        if (!markIsDue.get() && markIsDue.compareAndSet(false, true)) {
            timer.schedule(0, TimeUnit.MILLISECONDS, this::mark);
        }
        if (closed) {
            call.abandon(); // close() may have looked before it was there
        }
    }

    /** Abandons all that is unanswered, and whatever is watched from now on. */
    @Override
    public void close() {
        closed = true;
        for (Call call = calls.poll(); call != null; call = calls.poll()) {
            call.abandon();
        }
        expiring.forEach(Call::abandon);
    }

    private void mark() {
        markIsDue.set(false); // before the mark is there: who comes in between asks for another one
        if (!closed) {
            Call mark = new Call(null, 0, null);
            calls.add(mark);
            timer.schedule(timeoutMillis, TimeUnit.MILLISECONDS, () -> due(mark));
        }
    }

    private void due(Call mark) {
        List<Call> batch = new ArrayList<>();
        for (Call call = calls.poll(); call != null && call != mark; call = calls.poll()) {
            if (!call.isTold()) {
                batch.add(call);
            }
        }
        if (!batch.isEmpty()) {
            expiring.addAll(batch);
            barrier.pass(() -> expire(batch));
        }
        if (closed) {
            batch.forEach(Call::abandon);
        }
    }

    /** Gives a call whose request was late on its way the rest of its time; else its time is over. */
    private void expireOrWait(Call call) {
        long left = call.extend(timeoutNanos);
        if (left > 0 && !closed && !call.isTold()) {
            timer.schedule(left, TimeUnit.NANOSECONDS, () -> barrier.pass(() -> expire(List.of(call))));
        } else {
            call.expire(stragglers);
            expiring.remove(call);
        }
    }

    private void expire(List<Call> batch) {
        for (Call call : batch) {
            Channel channel = call.channel();
            if (channel == null || channel.eventLoop().inEventLoop()) {
                expireOrWait(call);
            } else {
                // On the connection's own loop, or else an answer could hand it to the next call at the same time.
                IoBarrier.runOn(channel.eventLoop(), () -> expireOrWait(call));
            }
        }
    }
}
