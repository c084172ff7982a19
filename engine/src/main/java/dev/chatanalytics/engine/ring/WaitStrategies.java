package dev.chatanalytics.engine.ring;

import com.lmax.disruptor.BlockingWaitStrategy;
import com.lmax.disruptor.BusySpinWaitStrategy;
import com.lmax.disruptor.SleepingWaitStrategy;
import com.lmax.disruptor.WaitStrategy;
import com.lmax.disruptor.YieldingWaitStrategy;
import dev.chatanalytics.engine.EngineOptions;

/** Makes the disruptor's wait strategy that the options ask for. Stateless. */
final class WaitStrategies {

    private static final int FEW_CPUS = 2;

    private WaitStrategies() {}

    static WaitStrategy create(EngineOptions.WaitStrategy wanted) {
        return switch (wanted) {
            case AUTO ->
                create(
                        Runtime.getRuntime().availableProcessors() <= FEW_CPUS
                                ? EngineOptions.WaitStrategy.BLOCKING
                                : EngineOptions.WaitStrategy.SLEEPING);
            case BLOCKING -> new BlockingWaitStrategy();
            case SLEEPING -> new SleepingWaitStrategy();
            case YIELDING -> new YieldingWaitStrategy();
            case BUSY_SPIN -> new BusySpinWaitStrategy();
        };
    }
}
