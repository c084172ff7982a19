package dev.chatanalytics.engine.ring;

import com.lmax.disruptor.AlertException;
import com.lmax.disruptor.SequenceBarrier;
import com.lmax.disruptor.Sequencer;
import com.lmax.disruptor.TimeoutException;
import dev.chatanalytics.engine.runtime.NamedThreads;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Stages 1 to 3 on one thread, {@code ring-intake}. In each turn a stage goes over all that the ring holds before the next
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
    private final List<StageCursor> stages;
    private final Consumer<Throwable> onFailure;
    private final Thread thread = NamedThreads.create("ring-intake", this);
    private long dispatched = Sequencer.INITIAL_CURSOR_VALUE;
    private volatile boolean running = true;

    /**
     * @param published what the producers have filled
     * @param stages in the order of the way
     */
    IntakeProcessor(SequenceBarrier published, List<StageCursor> stages, Consumer<Throwable> onFailure) {
        this.published = published;
        this.stages = stages;
        this.onFailure = onFailure;
    }

    void start() {
        thread.start();
    }

    @Override
    public void run() {
        try {
            while (running) {
                turn(awaitWork());
            }
        } catch (AlertException e) {
            // halt() woke it, and running is false
        } catch (InterruptedException | TimeoutException | RuntimeException | Error e) {
            onFailure.accept(e);
        }
    }

    /** Returns the last published slot, once there is a new one or one that was left over is to be tried again. */
    private long awaitWork() throws AlertException, InterruptedException, TimeoutException {
        long last = stages.get(0).position();
        if (dispatched == last) {
            return published.waitFor(last + 1);
        }
        LockSupport.parkNanos(RETRY_NANOS);
        return published.getCursor() > last ? published.waitFor(last + 1) : last;
    }

    private void turn(long goal) {
        long at = goal;
        for (StageCursor stage : stages) {
            at = stage.advance(at);
        }
        dispatched = at;
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
