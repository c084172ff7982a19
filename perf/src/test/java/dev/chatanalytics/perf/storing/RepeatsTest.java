package dev.chatanalytics.perf.storing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatanalytics.engine.message.AnalyzedMessage;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RepeatsTest {

    @ParameterizedTest
    @CsvSource({"0, 0", "0.1, 1", "1, 10", "20, 200", "99.9, 999"})
    void shouldRepeatAsManyRowsAsItSays(String percent, int repeated) {
        Repeats repeats = Repeats.of(percent);
        List<AnalyzedMessage> rows = Rows.make(1_000, repeats, 0);
        assertThat(rows).hasSize(1_000);
        assertThat(new HashSet<>(rows)).hasSize(1_000 - repeated);
        assertThat(repeats.among(1_000)).isEqualTo(repeated);
    }

    @Test
    void shouldSpreadThemEvenly() {
        Repeats repeats = Repeats.of("1");
        for (int from = 0; from < 10_000; from += 100) {
            assertThat(repeats.among(from + 100) - repeats.among(from)).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " 1", "-1", "+1", "100", "1e1", "NaN", "1,5", "1.", ".5", "1%", "0x1", "1d"})
    void shouldRefuseWhatIsNoPercentage(String percent) {
        assertThatThrownBy(() -> Repeats.of(percent))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected: a percentage");
    }
}
