package dev.chatanalytics.engine.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DrainRateTest {

    private final DrainRate drain = new DrainRate();

    private void seconds(int count, long from, long each) {
        IntStream.range(0, count).forEach(i -> drain.look(from + i * each, true));
    }

    private void assertBetween(int backlog, int least, int most) {
        assertThat(IntStream.range(0, 1_000).map(i -> drain.retryAfterSeconds(backlog, 0)))
                .allMatch(seconds -> seconds >= least && seconds <= most);
    }

    @Test
    void shouldAskForAMomentWhileNothingIsKnown() {
        assertBetween(10_000, 1, 2);
    }

    @Test
    void shouldLearnNothingFromSecondsWithoutABacklog() {
        IntStream.range(0, 10).forEach(i -> drain.look(10 * i, false));
        assertBetween(10_000, 1, 2);
        drain.look(5_090, true);
        assertBetween(10_000, 2, 4);
        drain.look(5_100, false);

        assertBetween(10_000, 1, 2);
    }

    @Test
    void shouldAskForWhatTheBacklogTakes() {
        drain.look(5_000, false);
        seconds(10, 6_000, 1_000);

        assertBetween(0, 1, 2);
        assertBetween(999, 1, 2);
        assertBetween(10_000, 10, 16);
    }

    @Test
    void shouldGoByTheLastSeconds() {
        seconds(10, 0, 10_000);
        seconds(6, 90_000, 100);

        assertBetween(1_000, 10, 16);
    }

    @Test
    void shouldNotAskForMoreThanHalfAMinute() {
        seconds(10, 7, 0);

        assertBetween(1, 30, 30);
        assertBetween(0, 1, 2);
    }

    @Test
    void shouldAskForNoLessThanWhatItTakesInAnyCase() {
        assertThat(IntStream.range(0, 1_000).map(i -> drain.retryAfterSeconds(0, 3.5)))
                .allMatch(seconds -> seconds >= 4 && seconds <= 7)
                .contains(4, 5, 6, 7);
    }

    @Test
    void shouldNotAskAllForTheSame() {
        seconds(10, 0, 100);

        assertThat(IntStream.range(0, 1_000)
                        .map(i -> drain.retryAfterSeconds(1_000, 0))
                        .distinct()
                        .count())
                .isGreaterThan(3);
    }
}
