package dev.chatanalytics.perf.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatanalytics.perf.load.observe.StoredRows;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RecoveryTest {

    private static final Duration END = Duration.ofSeconds(10);
    private static final int A_SECOND = 200;

    @Test
    void shouldBeOverWhenNoSecondIsSlowAnyMore() {
        Recovery recovery = recovery(900, 200, 301, 300, 200);
        assertThat(recovery.seconds()).isEqualTo(3);
        assertThat(recovery.worst()).isEqualTo(900);
    }

    @Test
    void shouldTakeNoTimeWhenNothingWasSlow() {
        assertThat(recovery(300, 200)).isEqualTo(new Recovery(300, 0));
    }

    @Test
    void shouldNotCallASecondWithoutRowsFast() {
        StoredRows rows = new StoredRows(1);
        rows.set(0, 10_500_000, 1000);
        assertThat(Recovery.of(rows, END, Duration.ofSeconds(12), 300))
                .isEqualTo(new Recovery(Double.POSITIVE_INFINITY, 2));
    }

    @Test
    void shouldLeaveOutOneInAHundred() {
        StoredRows rows = seconds(200);
        rows.set(0, 10_000_000, 5_000_000);
        rows.set(1, 10_000_000, 5_000_000);
        assertThat(Recovery.of(rows, END, Duration.ofSeconds(11), 300).seconds())
                .as("two slow ones of 200")
                .isZero();
        rows.set(2, 10_000_000, 5_000_000);
        assertThat(Recovery.of(rows, END, Duration.ofSeconds(11), 300).seconds())
                .as("three slow ones of 200")
                .isEqualTo(1);
    }

    @Test
    void shouldKnowNothingWithoutAWholeSecond() {
        assertThat(Recovery.of(seconds(200), END, Duration.ofMillis(10_900), 300))
                .isEqualTo(new Recovery(Double.NaN, Double.NaN));
    }

    private static Recovery recovery(int... millis) {
        return Recovery.of(seconds(millis), END, END.plusSeconds(millis.length), 300);
    }

    /** In each second after the end, messages that took so many milliseconds. */
    private static StoredRows seconds(int... millis) {
        StoredRows rows = new StoredRows(millis.length * A_SECOND);
        for (int i = 0; i < millis.length * A_SECOND; i++) {
            rows.set(i, 10_000_000 + i * 1_000_000L / A_SECOND, millis[i / A_SECOND] * 1000L);
        }
        return rows;
    }
}
