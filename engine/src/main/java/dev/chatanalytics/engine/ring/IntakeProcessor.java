package dev.chatanalytics.engine.ring;

import com.lmax.disruptor.AlertException;
import com.lmax.disruptor.SequenceBarrier;
import com.lmax.disruptor.Sequencer;
import com.lmax.disruptor.TimeoutException;
import dev.chatanalytics.engine.runtime.NamedThreads;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * The stages that share one thread, {@code ring-intake}. In each turn a stage goes over all that the turn takes before the next
 * one begins, so one commit of the log serves a whole turn.
 *
 * <pre>
 *   published  ─────────────►│ a turn: validate all, acknowledge all, dispatch as many as the NLP API may have
 *   sequence:   17  18  19  20
 *               ●   ●   ○   ○     the API had no place for 19: it is tried again in half a millisecond,
 *                                 while what comes after it is still validated and acknowledged
 * </pre>
 *
 * <p>One thread and not three, since all three together take a tenth of the CPU that HTTP takes, and each hand-over
 * between threads would cost as much as the work that it hands over.
 */
final class IntakeProcessor implements Runnable {

    private static final long RETRY_NANOS = TimeUnit.MICROSECONDS.toNanos(500);

    private final SequenceBarrier published;
    private final TurnLimit limit;
    private final List<StageCursor> stages;
    private final Consumer<Throwable> onFailure;
    private final Thread thread = NamedThreads.create("ring-intake", this);
    private final AtomicBoolean woken = new AtomicBoolean();
    private long handled = Sequencer.INITIAL_CURSOR_VALUE;
    private volatile boolean running = true;

    /**
     * @param published what the producers have filled
     * @param stages in the order of the way
     */
    IntakeProcessor(
            SequenceBarrier published, TurnLimit limit, List<StageCursor> stages, Consumer<Throwable> onFailure) {
        this.published = published;
        this.limit = limit;
        this.stages = stages;
        this.onFailure = onFailure;
    }

    void start() {
        thread.start();
    }

    boolean isCurrentThread() {
        return Thread.currentThread() == thread;
    }

    /** Has the stages look for what is not in the ring, soon. Any thread; however often, it is once. */
    void wake() {
        if (woken.compareAndSet(false, true)) {
            published.alert();
        }
    }

    @Override
    public void run() {
        try {
            wake();
            while (running) {
                try {
                    turn(awaitWork());
                } catch (AlertException e) {
                    idle();
                }
            }
        } catch (InterruptedException | TimeoutException | RuntimeException | Error e) {
            onFailure.accept(e);
        }
    }

    /** Returns the last published slot, once there is a new one or one that was left over is to be tried again. */
    private long awaitWork() throws AlertException, InterruptedException, TimeoutException {
        long last = stages.get(0).position();
        if (handled == last) {
            return published.waitFor(last + 1);
        }
        LockSupport.parkNanos(RETRY_NANOS);
        published.checkAlert();
        return published.getCursor() > last ? published.waitFor(last + 1) : last;
    }

    private void turn(long available) {
        long first = stages.get(0).position();
        long at = available > first ? limit.lastOf(first, available) : first;
        for (StageCursor stage : stages) {
            at = stage.advance(at);
        }
        handled = at;
    }

    private void idle() {
        // In this order: whoever wakes this thread from now on alerts it once more.
        published.clearAlert();
        woken.set(false);
        if (running) {
            stages.forEach(StageCursor::idle);
        }
    }

    /** Ends the thread after its turn, whatever is left in the ring. */
    void halt() {
        running = false;
        published.alert();
    }

    void join() {
        NamedThreads.join(thread);
    }
}
