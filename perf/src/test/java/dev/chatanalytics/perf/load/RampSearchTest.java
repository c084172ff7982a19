package dev.chatanalytics.perf.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RampSearchTest {

    @ParameterizedTest
    @CsvSource({"10000,17300", "10000,9000", "1000,50000", "10000,40", "3,1"})
    void shouldComeCloseToTheLimit(int first, int limit) {
        RampSearch search = new RampSearch(first);
        int stages = 0;
        while (!search.done()) {
            if (search.rate() <= limit) {
                search.held();
            } else {
                search.failed();
            }
            assertThat(stages++).as("stages").isLessThan(40);
        }
        assertThat(search.best()).isBetween(limit - Math.max(1, limit * 3 / 100), limit);
    }

    @ParameterizedTest
    @CsvSource({"1", "10000"})
    void shouldGiveUpWhenNothingHolds(int first) {
        RampSearch search = new RampSearch(first);
        while (!search.done()) {
            search.failed();
        }
        assertThat(search.best()).isZero();
    }
}
