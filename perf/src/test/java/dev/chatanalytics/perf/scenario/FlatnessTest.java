package dev.chatanalytics.perf.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class FlatnessTest {

    @Test
    void shouldTellTheFarthestFromTheMean() {
        assertThat(Flatness.percentFromMean(List.of(60.0, 46.0, 44.0))).isCloseTo(20, within(0.01));
        assertThat(Flatness.percentFromMean(List.of(40.0, 52.0, 58.0))).isCloseTo(20, within(0.01));
        assertThat(Flatness.percentFromMean(List.of(44.0))).isZero();
    }

    @Test
    void shouldNotCallFlatWhatIsNotKnown() {
        assertThat(Flatness.percentFromMean(List.of())).isNaN();
        assertThat(Flatness.percentFromMean(List.of(1.0, Double.NaN, 1.0))).isNaN();
        assertThat(Flatness.percentGrowth(List.of(1.0))).isNaN();
        assertThat(Flatness.percentGrowth(List.of(1.0, Double.NaN))).isNaN();
    }

    @Test
    void shouldTellTheGrowthFromTheFirstHalfToTheSecond() {
        assertThat(Flatness.percentGrowth(List.of(100.0, 100.0, 110.0, 120.0))).isCloseTo(15, within(0.01));
        assertThat(Flatness.percentGrowth(List.of(100.0, 500.0, 90.0)))
                .as("the one in the middle belongs to neither")
                .isCloseTo(-10, within(0.01));
    }
}
