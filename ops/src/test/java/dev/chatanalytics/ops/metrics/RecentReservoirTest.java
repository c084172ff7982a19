package dev.chatanalytics.ops.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RecentReservoirTest {

    private final AtomicLong now = new AtomicLong();
    private final RecentReservoir reservoir = new RecentReservoir(now::get);

    @Test
    void shouldGiveSameTimesToEveryoneWhoLooks() {
        reservoir.update(1_000_000);

        assertThat(reservoir.getSnapshot().size()).isEqualTo(1);
        assertThat(reservoir.getSnapshot().size()).isEqualTo(1);
    }

    @Test
    void shouldForgetWhatIsTwoWindowsOld() {
        reservoir.update(1_000_000);
        lookAfter(10);
        reservoir.update(2_000_000);
        assertThat(lookAfter(10)).as("both windows").isEqualTo(2);
        assertThat(lookAfter(1)).as("the last window").isEqualTo(1);
        assertThat(lookAfter(10)).isEqualTo(1);
        assertThat(lookAfter(1)).isZero();
        assertThat(reservoir.sum()).isEqualTo(3_000_000);
    }

    @Test
    void shouldKeepAllSinceTheLastLookHoweverLongAgo() {
        for (int i = 0; i < 60; i++) {
            reservoir.update(1_000_000);
            now.addAndGet(TimeUnit.SECONDS.toNanos(1));
        }

        assertThat(reservoir.getSnapshot().size()).isEqualTo(60);
    }

    @Test
    void shouldTakeTimesThatNoClockShouldGive() {
        reservoir.update(-5);
        reservoir.update(Long.MAX_VALUE);

        assertThat(reservoir.getSnapshot().size()).isEqualTo(2);
    }

    private int lookAfter(int seconds) {
        now.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
        return reservoir.getSnapshot().size();
    }
}
