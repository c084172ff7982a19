package dev.chatanalytics.engine.ring;

import com.lmax.disruptor.EventHandler;
import dev.chatanalytics.engine.runtime.NamedThreads;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;

/**
 * The threads of the four stages: named after them, and known to be listening. A message that is published before every
 * handler has started can be lost when the ring is stopped soon after.
 */
final class RingThreads implements ThreadFactory {

    private static final List<String> NAMES = List.of("ring-validate", "ring-ack", "ring-dispatch", "ring-persist");

    private final Iterator<String> names = NAMES.iterator();
    private final List<Thread> threads = new ArrayList<>();
    private final CountDownLatch started = new CountDownLatch(NAMES.size());

    /** The disruptor starts its processors in the order in which they were added, which is the order of the stages. */
    @Override
    public Thread newThread(Runnable stage) {
        Thread thread = NamedThreads.create(names.next(), stage);
        threads.add(thread);
        return thread;
    }

    /** The same handler, which says when it listens. */
    EventHandler<MessageSlot> counted(EventHandler<MessageSlot> stage) {
        return new EventHandler<>() {
            @Override
            public void onEvent(MessageSlot slot, long sequence, boolean endOfBatch) throws Exception {
                stage.onEvent(slot, sequence, endOfBatch);
            }

            @Override
            public void onStart() {
                listening();
            }
        };
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
