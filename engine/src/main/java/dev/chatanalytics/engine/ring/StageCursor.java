package dev.chatanalytics.engine.ring;

import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.Sequencer;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Takes one stage along the ring. One thread calls {@link #advance}; {@link #position} is thread-safe and may lag behind.
 */
final class StageCursor {

    private final Stage stage;
    private final RingBuffer<MessageSlot> ring;
    private final Consumer<Throwable> onFailure;
    private final AtomicLong position = new AtomicLong(Sequencer.INITIAL_CURSOR_VALUE);

    StageCursor(Stage stage, RingBuffer<MessageSlot> ring, Consumer<Throwable> onFailure) {
        this.stage = stage;
        this.ring = ring;
        this.onFailure = onFailure;
    }

    String name() {
        return stage.name();
    }

    /** The last slot that the stage is done with, the end of its turn included. */
    long position() {
        return position.getOpaque();
    }

    /**
     * Handles slot after slot, as long as the stage can.
     *
     * @param goal the last slot that it may handle
     * @return the last slot that it has handled, now or before
     */
    long advance(long goal) {
        long first = position.getPlain() + 1;
        long next = first;
        while (next <= goal && handled(next)) {
            next++;
        }
        if (next > first) {
            guarded(stage::endOfTurn);
            position.setOpaque(next - 1);
        }
        return next - 1;
    }

    /** Between turns. */
    void idle() {
        guarded(stage::idle);
    }

    /** What a stage throws is a bug by itself. It is told, and the stage goes on with what is left. */
    private boolean handled(long sequence) {
        try {
            return stage.handle(ring.get(sequence), sequence);
        } catch (Throwable fault) {
            onFailure.accept(fault);
            return true;
        }
    }

    private void guarded(Runnable end) {
        try {
            end.run();
        } catch (Throwable fault) {
            onFailure.accept(fault);
        }
    }
}
