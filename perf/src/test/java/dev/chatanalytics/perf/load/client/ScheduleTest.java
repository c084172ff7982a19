package dev.chatanalytics.perf.load.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 7, 1000, 9_999, 18_000})
    void shouldCallEachMessageDueExactlyWhenItIsIntended(int rate) {
        Schedule schedule = new Schedule(rate, Duration.ofSeconds(2), Duration.ofSeconds(9));
        for (int k = 1; k < schedule.messages(); k += 1 + rate / 100) {
            long intended = schedule.intendedNanos(k);
            long aside = intended < 1_000_000_000 ? 1_000 : 1; // the rise is reckoned in floating point
            assertThat(schedule.dueBy(intended + aside))
                    .as("message %d just after its time", k)
                    .isEqualTo(k + 1);
            assertThat(schedule.dueBy(intended - aside))
                    .as("message %d just before its time", k)
                    .isEqualTo(k);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 3_001, 54_000})
    void shouldSendAtAnotherRateInASurge(int rate) {
        Surge surge = new Surge(rate, Duration.ofSeconds(2), Duration.ofSeconds(4));
        Schedule schedule = new Schedule(1000, Duration.ofSeconds(2), Duration.ofSeconds(9), surge);
        assertThat(schedule.messages()).isEqualTo(500 + 1000 + 2000 + 4 * rate + 3000);
        assertThat(schedule.warmupMessages()).isEqualTo(1500);
        assertThat(schedule.intendedNanos(3500)).as("the surge's first").isEqualTo(4_000_000_000L);
        assertThat(schedule.intendedNanos(3500 + 4 * rate))
                .as("the first after")
                .isEqualTo(8_000_000_000L);
        for (int k = 501; k < schedule.messages(); k += 1 + rate / 100) {
            long intended = schedule.intendedNanos(k);
            assertThat(schedule.dueBy(intended + 1))
                    .as("just after %d's time", k)
                    .isEqualTo(k + 1);
            assertThat(schedule.dueBy(intended - 1))
                    .as("just before %d's time", k)
                    .isEqualTo(k);
        }
        assertThat(schedule.dueBy(schedule.endNanos() + 1)).isEqualTo(schedule.messages());
    }

    @Test
    void shouldCountWarmupAndMeasuredMessages() {
        Schedule schedule = new Schedule(10_000, Duration.ofMillis(1_500), Duration.ofSeconds(60));
        assertThat(schedule.warmupMessages()).isEqualTo(3_750 + 7_500);
        assertThat(schedule.messages()).isEqualTo(611_250);
    }

    @Test
    void shouldRiseEvenlyInTheFirstHalfOfTheWarmup() {
        Schedule schedule = new Schedule(1_000, Duration.ofSeconds(20), Duration.ofSeconds(10));
        assertThat(schedule.dueBy(Duration.ofSeconds(1).toNanos())).isBetween(50, 51);
        assertThat(schedule.dueBy(Duration.ofSeconds(5).toNanos())).isBetween(1_250, 1_251);
        assertThat(schedule.dueBy(Duration.ofSeconds(10).toNanos())).isBetween(5_000, 5_001);
        assertThat(schedule.dueBy(Duration.ofSeconds(11).toNanos())).isBetween(6_000, 6_001);
    }

    @Test
    void shouldNeverCallMoreDueThanThereAre() {
        Schedule schedule = new Schedule(1000, Duration.ZERO, Duration.ofSeconds(1));
        assertThat(schedule.dueBy(Duration.ofDays(300).toNanos())).isEqualTo(1000);
        assertThat(schedule.dueBy(-1)).isZero();
    }

    @Test
    void shouldRefuseWhatCannotBeNumbered() {
        assertThatThrownBy(() -> new Schedule(1_000_000, Duration.ZERO, Duration.ofHours(1)))
                .hasMessageStartingWith("duration: PT1H");
        Surge late = new Surge(5, Duration.ofSeconds(5), Duration.ofSeconds(6));
        assertThatThrownBy(() -> new Schedule(1, Duration.ZERO, Duration.ofSeconds(10), late))
                .hasMessageStartingWith("surge: ");
        assertThatThrownBy(() -> new Schedule(0, Duration.ZERO, Duration.ofHours(1)))
                .hasMessageStartingWith("rate: 0");
    }
}
