package dev.chatanalytics.perf.jmh;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jctools.queues.MpscArrayQueue;
import org.jctools.queues.MpscBlockingConsumerArrayQueue;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** Putting a burst of finished slots into the completion queue and taking it out again, on one thread: no contention. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class CompletionQueueBenchmark {

    private static final int BURST = 64;
    private static final int CAPACITY = 32_768;

    /** The one in use, its sibling whose consumer cannot block, and the JDK's. */
    public enum Kind {
        MPSC_BLOCKING(() -> new MpscBlockingConsumerArrayQueue<>(CAPACITY)),
        MPSC(() -> new MpscArrayQueue<>(CAPACITY)),
        CONCURRENT_LINKED(ConcurrentLinkedQueue::new);

        private final Supplier<Queue<Object>> make;

        Kind(Supplier<Queue<Object>> make) {
            this.make = make;
        }
    }

    @Param
    private Kind kind;

    private final Object slot = new Object();
    private Queue<Object> queue;

    /** Makes the queue. */
    @Setup
    public void make() {
        queue = kind.make.get();
    }

    @Benchmark
    @OperationsPerInvocation(BURST)
    public void offerAndPoll(Blackhole taken) {
        for (int i = 0; i < BURST; i++) {
            queue.offer(slot);
        }
        for (Object s = queue.poll(); s != null; s = queue.poll()) {
            taken.consume(s);
        }
    }
}
