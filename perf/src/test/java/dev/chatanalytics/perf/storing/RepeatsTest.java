package dev.chatanalytics.perf.storing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatanalytics.engine.message.AnalyzedMessage;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RepeatsTest {

    @ParameterizedTest
    @CsvSource({"0, 0", "0.1, 1", "1, 10", "20, 200", "90, 900"})
    void shouldRepeatAsManyRowsAsItSays(String percent, int repeated) {
        Repeats repeats = Repeats.of(percent, 1_000);
        List<AnalyzedMessage> rows = Rows.make(repeats, 0);
        assertThat(rows).hasSize(1_000);
        assertThat(new HashSet<>(rows)).hasSize(1_000 - repeated);
        assertThat(repeats.count()).isEqualTo(repeated);
    }

    @Test
    void shouldSpreadThemEvenlyOverAllButTheFirstTenth() {
        Repeats repeats = Repeats.of("9", 10_000);
        assertThat(IntStream.range(0, 1_000).filter(repeats::isRepeat)).isEmpty();
        for (int from = 1_000; from < 10_000; from += 100) {
            assertThat(IntStream.range(from, from + 100).filter(repeats::isRepeat))
                    .hasSize(10);
        }
    }

    @Test
    void shouldRepeatRowsThatAreFarBack() {
        Repeats repeats = Repeats.of("20", 10_000);
        assertThat(IntStream.range(0, 10_000).filter(repeats::isRepeat).map(repeats::original))
                .allMatch(original -> original < 500);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " 1", "-1", "+1", "100", "90.1", "1e1", "NaN", "1,5", "1.", ".5", "1%", "0x1", "1d"})
    void shouldRefuseWhatIsNoPercentage(String percent) {
        assertThatThrownBy(() -> Repeats.of(percent, 1_000))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected: a percentage");
    }
}
