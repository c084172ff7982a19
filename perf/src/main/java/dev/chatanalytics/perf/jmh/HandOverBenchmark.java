package dev.chatanalytics.perf.jmh;

import dev.chatanalytics.engine.message.MessageParser;
import dev.chatanalytics.engine.message.MessageRules;
import dev.chatanalytics.engine.message.RejectedException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** From offering a body to its being validated on another thread, by the way it takes; ten thousand at a time. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class HandOverBenchmark {

    /** So large that a consumer's rest of 2 ms is but a small part of the time. */
    private static final int BATCH = 10_000;

    private static final long POLL_NANOS = 1_000;

    @Param
    private HandOver.Kind kind;

    private final byte[] body = Bodies.of("Where is my order? ", 120);
    private final MessageParser parser = new MessageParser(new MessageRules(Duration.ofDays(7), Duration.ofMinutes(5)));
    private HandOver handOver;
    private volatile long validated;
    private long offered;

    /** Starts the consumer. */
    @Setup
    public void start() {
        handOver = kind.start(this::validate);
    }

    @TearDown
    public void stop() {
        handOver.close();
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public long offerAndValidate() {
        offered += BATCH;
        for (int i = 0; i < BATCH; i++) {
            while (!handOver.offer(body)) {
                LockSupport.parkNanos(POLL_NANOS);
            }
        }
        while (validated < offered) {
            LockSupport.parkNanos(POLL_NANOS);
        }
        return offered;
    }

    private void validate(byte[] taken) {
        try {
            parser.parse(taken, 1_764_000_000_000_000L);
        } catch (RejectedException e) {
            throw new IllegalStateException("a valid body was rejected", e);
        }
        validated = validated + 1; // one writer
    }
}
