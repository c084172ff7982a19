package dev.chatanalytics.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class MonotonicClockTest {

    @Test
    void shouldBeginWithTheTimeAndGoOnByItself() {
        Instant before = Instant.now();
        MonotonicClock clock = new MonotonicClock();
        Instant first = clock.instant();
        Instant after = Instant.now();

        assertThat(first).isBetween(before, after.plus(Duration.ofSeconds(1)));
        await("time to pass").until(() -> clock.instant().isAfter(first.plusMillis(20)));
    }
}
