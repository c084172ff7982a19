package dev.chatanalytics.perf.jmh;

import com.lmax.disruptor.dsl.Disruptor;
import com.lmax.disruptor.dsl.ProducerType;
import dev.chatanalytics.engine.EngineOptions.WaitStrategy;
import dev.chatanalytics.engine.ring.WaitStrategies;
import dev.chatanalytics.engine.runtime.NamedThreads;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedTransferQueue;
import java.util.function.Consumer;
import org.jctools.queues.MpscBlockingConsumerArrayQueue;

/** A way from any thread to one other, on which bodies wait for their turn. All of them block their consumer. */
public interface HandOver extends AutoCloseable {

    /** As many as the service's ring has. */
    int CAPACITY = 16_384;

    /** Hands over, or returns false when there is no room. */
    boolean offer(byte[] body);

    @Override
    void close();

    /** The candidates. */
    enum Kind {
        /** As the service uses it: it gathers. */
        DISRUPTOR,
        DISRUPTOR_BLOCKING,
        ARRAY_BLOCKING_QUEUE,
        LINKED_TRANSFER_QUEUE,
        JCTOOLS_MPSC;

        HandOver start(Consumer<byte[]> consumer) {
            return switch (this) {
                case DISRUPTOR -> disruptor(WaitStrategy.AUTO, consumer);
                case DISRUPTOR_BLOCKING -> disruptor(WaitStrategy.BLOCKING, consumer);
                case ARRAY_BLOCKING_QUEUE -> queue(new ArrayBlockingQueue<>(CAPACITY), consumer);
                case LINKED_TRANSFER_QUEUE -> queue(new LinkedTransferQueue<>(), consumer);
                case JCTOOLS_MPSC -> queue(new MpscBlockingConsumerArrayQueue<>(CAPACITY), consumer);
            };
        }
    }

    private static HandOver disruptor(WaitStrategy wait, Consumer<byte[]> consumer) {
        Disruptor<byte[][]> disruptor = new Disruptor<>(
                () -> new byte[1][],
                CAPACITY,
                NamedThreads.numbered("consumer"),
                ProducerType.MULTI,
                WaitStrategies.create(wait));
        disruptor.handleEventsWith((slot, sequence, end) -> consumer.accept(slot[0]));
        disruptor.start();
        return new HandOver() {
            @Override
            public boolean offer(byte[] body) {
                return disruptor.getRingBuffer().tryPublishEvent((slot, sequence, b) -> slot[0] = b, body);
            }

            @Override
            public void close() {
                disruptor.halt();
            }
        };
    }

    private static HandOver queue(BlockingQueue<byte[]> queue, Consumer<byte[]> consumer) {
        Thread thread = NamedThreads.create("consumer", () -> take(queue, consumer));
        thread.start();
        return new HandOver() {
            @Override
            public boolean offer(byte[] body) {
                return queue.offer(body);
            }

            @Override
            public void close() {
                thread.interrupt();
                NamedThreads.join(thread);
            }
        };
    }

    private static void take(BlockingQueue<byte[]> queue, Consumer<byte[]> consumer) {
        try {
            while (true) {
                consumer.accept(queue.take());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // how it is closed
        }
    }
}
