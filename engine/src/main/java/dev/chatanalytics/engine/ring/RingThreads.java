package dev.chatanalytics.engine.ring;

import com.lmax.disruptor.EventHandler;
import com.lmax.disruptor.Sequencer;
import dev.chatanalytics.engine.runtime.NamedThreads;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * The threads of the four stages: named after them, known to be listening, and watched. A message that is published before every
 * handler has started can be lost when the ring is stopped soon after.
 */
final class RingThreads implements ThreadFactory {

    private static final List<String> NAMES = List.of("ring-validate", "ring-ack", "ring-dispatch", "ring-persist");

    private final Iterator<String> names = NAMES.iterator();
    private final List<AtomicLong> positions = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final CountDownLatch started = new CountDownLatch(NAMES.size());

    /** The disruptor starts its processors in the order in which they were added, which is the order of the stages. */
    @Override
    public Thread newThread(Runnable stage) {
        Thread thread = NamedThreads.create(names.next(), stage);
        threads.add(thread);
        return thread;
    }

    /** The same handler, which says when it listens and how far it is. */
    EventHandler<MessageSlot> counted(EventHandler<MessageSlot> stage) {
        AtomicLong position = new AtomicLong(Sequencer.INITIAL_CURSOR_VALUE);
        positions.add(position);
        return new EventHandler<>() {
            @Override
            public void onEvent(MessageSlot slot, long sequence, boolean endOfBatch) throws Exception {
                stage.onEvent(slot, sequence, endOfBatch);
                position.setOpaque(sequence);
            }

            @Override
            public void onStart() {
                listening();
            }
        };
    }

    /** How far each stage is, and could be: as far as the one before it, the first as far as the producers. */
    List<StageWatch.Progress> progress(LongSupplier produced, LongSupplier persisted) {
        List<StageWatch.Progress> stages = new ArrayList<>();
        LongSupplier before = produced;
        for (int i = 0; i < positions.size(); i++) {
            stages.add(new StageWatch.Progress(NAMES.get(i), positions.get(i)::getOpaque, before));
            before = positions.get(i)::getOpaque;
        }
        stages.add(new StageWatch.Progress(NAMES.get(positions.size()), persisted, before));
        return stages;
    }

    void listening() {
        started.countDown();
    }

    void awaitStart() throws InterruptedException {
        started.await();
    }

    void join() {
        threads.forEach(NamedThreads::join);
    }
}
