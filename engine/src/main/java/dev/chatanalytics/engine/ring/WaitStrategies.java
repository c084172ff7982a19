package dev.chatanalytics.engine.ring;

import com.lmax.disruptor.BlockingWaitStrategy;
import com.lmax.disruptor.BusySpinWaitStrategy;
import com.lmax.disruptor.SleepingWaitStrategy;
import com.lmax.disruptor.WaitStrategy;
import com.lmax.disruptor.YieldingWaitStrategy;
import dev.chatanalytics.engine.EngineOptions;
import java.util.concurrent.TimeUnit;

/**
 * Makes the disruptor's wait strategy that the options ask for. Stateless.
 *
 * <p>Disruptor's blocking strategy blocks only the first stage; the others spin until the stage before them has moved. On
 * few CPUs that stage may not even be running, and spinning for it took a third of a CPU for each of them.
 */
final class WaitStrategies {

    private static final int FEW_CPUS = 2;

    /** Answers wait for two of these naps at most, rows for three; shorter ones cost more CPU than they gain. */
    private static final long NAP_NANOS = TimeUnit.MICROSECONDS.toNanos(500);

    private WaitStrategies() {}

    static WaitStrategy create(EngineOptions.WaitStrategy wanted) {
        return switch (wanted) {
            case AUTO ->
                create(
                        Runtime.getRuntime().availableProcessors() <= FEW_CPUS
                                ? EngineOptions.WaitStrategy.SLEEPING
                                : EngineOptions.WaitStrategy.BLOCKING);
            case BLOCKING -> new BlockingWaitStrategy();
            case SLEEPING -> new SleepingWaitStrategy(0, NAP_NANOS);
            case YIELDING -> new YieldingWaitStrategy();
            case BUSY_SPIN -> new BusySpinWaitStrategy();
        };
    }
}
