package dev.chatanalytics.ops.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InFlightTest {

    private final InFlight inFlight = new InFlight();

    @Test
    void shouldCountFromManyThreads() {
        IntStream.range(0, 10_000).parallel().forEach(i -> inFlight.add(TimeUnit.SECONDS.toNanos(60)));
        assertThat(inFlight.count()).isEqualTo(10_000);
    }

    @Test
    void shouldForgetWhatIsOver() {
        inFlight.add(TimeUnit.MILLISECONDS.toNanos(5));
        inFlight.add(TimeUnit.SECONDS.toNanos(60));
        await("the first to be over")
                .untilAsserted(() -> assertThat(inFlight.count()).isEqualTo(1));
    }

    @Test
    void shouldBeNothingAtFirst() {
        assertThat(inFlight.count()).isZero();
    }
}
