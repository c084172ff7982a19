package dev.chatanalytics.engine.ring;

import com.lmax.disruptor.AlertException;
import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.SequenceBarrier;
import com.lmax.disruptor.WaitStrategy;
import java.lang.invoke.VarHandle;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * Blocks while there is nothing to do, and under load takes what has gathered in two milliseconds. For one
 * consumer that waits for the producers; producers are thread-safe.
 *
 * <p>Waking a thread costs the producer some microseconds, and on few CPUs its place, since the kernel runs the woken
 * thread at once. So the consumer can be woken only when it has rested since its last turn and still found nothing.
 */
final class GatheringWaitStrategy implements WaitStrategy {

    /** Answers wait for this, too. But a turn may end in an fsync, which costs as much CPU as two messages. */
    private static final long REST_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private final AtomicReference<Thread> sleeper = new AtomicReference<>();
    private long lastTurn = System.nanoTime() - REST_NANOS;

    @Override
    public long waitFor(long sequence, Sequence cursor, Sequence dependent, SequenceBarrier barrier)
            throws AlertException {
        long rest = lastTurn + REST_NANOS - System.nanoTime();
        if (rest > 0) {
            LockSupport.parkNanos(this, rest);
        }
        while (dependent.get() < sequence) {
            sleeper.set(Thread.currentThread());
            // Looked at again after that: a producer that came before it did not wake anybody.
            // A sequence is read without the order that this needs, hence the fence.
            VarHandle.fullFence();
            if (dependent.get() < sequence && !barrier.isAlerted()) {
                LockSupport.park(this);
                Thread.interrupted(); // nobody of ours interrupts this thread: it ends by an alert
            }
            sleeper.set(null);
            barrier.checkAlert();
        }
        lastTurn = System.nanoTime();
        return dependent.get();
    }

    @Override
    public void signalAllWhenBlocking() {
        if (sleeper.get() != null) {
            LockSupport.unpark(sleeper.getAndSet(null));
        }
    }
}
