package dev.chatanalytics.perf.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.chatanalytics.perf.promise.Spread;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ComparisonTest {

    @Test
    void shouldHoldTheSubjectAgainstTheFastestInTheSameRound() {
        Comparison result = comparison(List.of(turn(85), turn(180), turn(90)), 0.9);
        assertThat(result.reference()).isEqualTo("fast");
        assertThat(result.ratio("subject")).isEqualTo(new Spread(0.9, 0.85, 0.9));
        assertThat(result.promise().kept()).isTrue();
        assertThat(result.doubts()).isEmpty();
        assertThat(result.cpuMicros("subject", "server").median()).isCloseTo(1e6 / 90, within(1.0));
    }

    @Test
    void shouldNotBeReachedBelowTheMedian() {
        assertThat(comparison(List.of(turn(85), turn(178), turn(90)), 0.9)
                        .promise()
                        .kept())
                .isFalse();
    }

    @Test
    void shouldDoubtRoundsThatDisagree() {
        assertThat(comparison(List.of(turn(85), turn(250), turn(90)), 0.9).doubts())
                .containsExactly("the ratios of the rounds are 44 % apart (at most 20 %)");
    }

    @Test
    void shouldSayWhoseTurnIsDoubted() {
        Turn doubted = new Turn(90, 1, Map.of("server", 1.0), List.of("starved"));
        assertThat(comparison(List.of(turn(90), turn(180), doubted), 0.9).doubts())
                .containsExactly("subject, round 3: starved");
    }

    private static Comparison comparison(List<Turn> subject, double reach) {
        List<Turn> slow = List.of(turn(10), turn(10), turn(10));
        List<Turn> fast = List.of(turn(100), turn(200), turn(100));
        return new Comparison(
                "rows",
                "subject",
                List.of("slow", "fast"),
                reach,
                Map.of("subject", subject, "slow", slow, "fast", fast));
    }

    private static Turn turn(long done) {
        return new Turn(done, 1, Map.of("server", 1.0), List.of());
    }
}
