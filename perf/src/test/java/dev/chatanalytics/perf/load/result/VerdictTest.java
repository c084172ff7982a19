package dev.chatanalytics.perf.load.result;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VerdictTest {

    @Test
    void shouldBelieveARunThatKeptItsSchedule() {
        assertThat(Verdict.of(new Lateness(10_000, 0, 50, 50, 1, 20), 0.3, 0).valid())
                .isTrue();
    }

    @Test
    void shouldNotBelieveALateGenerator() {
        assertThat(Verdict.of(new Lateness(10_000, 0, 60, 41, 1, 20), 0.3, 0).reasons())
                .singleElement()
                .asString()
                .startsWith("1.0 % of the messages")
                .contains("60 since the generator", "41 since no connection", "0 never");
    }

    @Test
    void shouldNotBelieveWhatWasNotSent() {
        assertThat(Verdict.of(new Lateness(9_000, 1_000, 0, 0, 1, 1), 0.3, 0).valid())
                .isFalse();
        assertThat(Verdict.of(new Lateness(0, 0, 0, 0, 0, 0), 0.3, 0).valid()).isTrue();
    }

    @Test
    void shouldNotBelieveAStarvedMachine() {
        Lateness good = new Lateness(10_000, 0, 0, 0, 1, 1);
        assertThat(Verdict.of(good, 0.3, 0.02).reasons())
                .singleElement()
                .asString()
                .contains("stolen");
        assertThat(Verdict.of(good, 0.001, 0).reasons())
                .singleElement()
                .asString()
                .contains("0.1 % idle");
    }
}
