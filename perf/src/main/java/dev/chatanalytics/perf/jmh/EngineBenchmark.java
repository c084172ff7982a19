package dev.chatanalytics.perf.jmh;

import dev.chatanalytics.engine.Engine;
import dev.chatanalytics.engine.EngineOptions;
import dev.chatanalytics.engine.OfferResult;
import dev.chatanalytics.engine.Sender;
import dev.chatanalytics.engine.Submission;
import dev.chatanalytics.engine.message.MessageRules;
import dev.chatanalytics.engine.message.Rejection;
import dev.chatanalytics.engine.nlp.AnswerShape;
import dev.chatanalytics.engine.port.Receipt;
import dev.chatanalytics.engine.runtime.TimerWheel;
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
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** The whole engine, with an API that answers at once and a store that forgets: from offer to released, a thousand at a time. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class EngineBenchmark {

    private static final int BATCH = 1_000;
    private static final long POLL_NANOS = 1_000;
    private static final EngineOptions OPTIONS = new EngineOptions(
            new EngineOptions.Ring(16_384, 0.1, EngineOptions.WaitStrategy.AUTO),
            new MessageRules(Duration.ofDays(7), Duration.ofMinutes(5)),
            new EngineOptions.Nlp(2_500, 3, Duration.ofMillis(300), Duration.ofMillis(100), 16 << 10, AnswerShape.FLAT),
            new EngineOptions.Breaker(0.5, Duration.ofSeconds(10), Duration.ofSeconds(30), 0.1, 500),
            new EngineOptions.Persist(
                    1_000, Duration.ZERO, 1, 2, Duration.ofMillis(50), EngineOptions.Fallback.DEAD_LETTERS),
            Duration.ofSeconds(1));

    private static final Receipt RECEIPT = new Receipt() {
        @Override
        public boolean accepted(String messageId) {
            return true;
        }

        @Override
        public void rejected(Rejection why) {
            throw new IllegalStateException("a valid body was rejected: " + why);
        }

        @Override
        public void throttled(int retryAfterSeconds) {
            throw new IllegalStateException("the only bot was throttled");
        }

        @Override
        public void unavailable() {}

        @Override
        public boolean isWithdrawn() {
            return false;
        }
    };

    private final byte[] body = Bodies.of("Where is my order? ", 120);
    private TimerWheel timer;
    private Engine engine;

    /** Starts the engine. */
    @Setup
    public void start() throws InterruptedException {
        timer = new TimerWheel("timer");
        engine = Engine.start(OPTIONS, NoOpPorts.of(OPTIONS, timer), timer);
    }

    @TearDown
    public void stop() {
        engine.close();
        timer.close();
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public int offerToReleased() {
        for (int i = 0; i < BATCH; i++) {
            while (engine.offer(new Submission(body, Sender.ANONYMOUS, RECEIPT)) != OfferResult.ACCEPTED) {
                LockSupport.parkNanos(POLL_NANOS);
            }
        }
        while (engine.queueDepth() > 0) {
            LockSupport.parkNanos(POLL_NANOS);
        }
        return BATCH;
    }
}
