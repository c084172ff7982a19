package dev.chatanalytics.ops.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitsTest {

    @ParameterizedTest
    @CsvSource({"250us,PT0.00025S", "50ms,PT0.05S", "0.5s,PT0.5S", "1 m,PT1M", "2h,PT2H", "7d,PT168H"})
    void shouldReadDuration(String text, Duration expected) {
        assertThat(Units.duration(text)).contains(expected);
    }

    @ParameterizedTest
    @CsvSource({"1,1", "512B,512", "64KiB,65536", "1.5 GiB,1610612736"})
    void shouldReadSize(String text, long expected) {
        assertThat(Units.size(text)).contains(expected);
    }

    @ParameterizedTest
    @CsvSource({"10%,0.1", "0.5 %,0.005", "100%,1"})
    void shouldReadPercentage(String text, double expected) {
        assertThat(Units.percentage(text)).contains(expected);
    }

    @ParameterizedTest
    @CsvSource({"PT0.001S,1ms", "PT1M,1m", "PT24H,1d", "PT1.5S,1500ms"})
    void shouldShowDurationInItsLargestWholeUnit(Duration duration, String expected) {
        assertThat(Units.show(duration)).isEqualTo(expected);
    }

    @Test
    void shouldMeasureEditDistance() {
        assertThat(Suggestion.distance("kitten", "sitting")).isEqualTo(3);
        assertThat(Suggestion.distance("", "abc")).isEqualTo(3);
        assertThat(Suggestion.nearest("zzzzzz", java.util.List.of("http.port"))).isEmpty();
    }
}
