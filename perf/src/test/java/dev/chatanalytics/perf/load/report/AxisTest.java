package dev.chatanalytics.perf.load.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AxisTest {

    @ParameterizedTest
    @CsvSource({"5, 5, 6", "4.2, 5, 6", "10000, '10,000', 6", "0.37, 0.4, 5", "0, 1, 2", "1, 1.0, 6", "72, 80, 5"})
    void shouldEndAtARoundNumber(double highest, String last, int ticks) {
        Axis axis = Axis.fromZero("ms", highest);
        assertThat(axis.ticks()).hasSize(ticks);
        assertThat(axis.ticks().get(ticks - 1).name()).isEqualTo(last);
        assertThat(axis.at(axis.ticks().get(ticks - 1).value())).isEqualTo(1);
        assertThat(axis.at(0)).isZero();
    }
}
