package dev.chatanalytics.engine.ring;

import com.lmax.disruptor.BlockingWaitStrategy;
import com.lmax.disruptor.BusySpinWaitStrategy;
import com.lmax.disruptor.SleepingWaitStrategy;
import com.lmax.disruptor.WaitStrategy;
import com.lmax.disruptor.YieldingWaitStrategy;
import dev.chatanalytics.engine.EngineOptions;
import java.util.concurrent.TimeUnit;

/** Makes the wait strategy that the options ask for. Stateless. */
public final class WaitStrategies {

    private static final long NAP_NANOS = TimeUnit.MICROSECONDS.toNanos(500);

    private WaitStrategies() {}

    /** A new one, for one consumer. */
    public static WaitStrategy create(EngineOptions.WaitStrategy wanted) {
        return switch (wanted) {
            case AUTO -> new GatheringWaitStrategy();
            case BLOCKING -> new BlockingWaitStrategy();
            case SLEEPING -> new SleepingWaitStrategy(0, NAP_NANOS);
            case YIELDING -> new YieldingWaitStrategy();
            case BUSY_SPIN -> new BusySpinWaitStrategy();
        };
    }
}
