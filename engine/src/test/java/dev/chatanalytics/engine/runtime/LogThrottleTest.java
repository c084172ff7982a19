package dev.chatanalytics.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LogThrottleTest {

    private final AtomicLong nanos = new AtomicLong(-5);
    private final LogThrottle throttle = new LogThrottle(Duration.ofSeconds(60), nanos::get);

    @Test
    void shouldLetTheFirstOfAPeriodThroughAndCountTheOthers() {
        assertThat(throttle.admit()).isEqualTo(1);
        assertThat(throttle.admit()).isZero();
        nanos.addAndGet(Duration.ofMillis(59_999).toNanos());
        assertThat(throttle.admit()).isZero();
        nanos.addAndGet(Duration.ofMillis(1).toNanos());

        assertThat(throttle.admit()).isEqualTo(3);
        assertThat(throttle.admit()).isZero();
    }
}
