package dev.chatanalytics.ops.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.chatanalytics.ops.sandbox.FaultPlan.Draw;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FaultPlanTest {

    private static final int CALLS = 50_000;

    @Test
    void shouldAnswerAllWithoutFaults() {
        assertThat(draws(SandboxBehaviour.DEFAULT)).containsOnly(new Draw(Outcome.OK, Duration.ofMillis(200)));
    }

    @Test
    void shouldDrawEachFaultAsOftenAsTold() {
        List<Outcome> outcomes = draws(SandboxBehaviour.DEFAULT
                        .with(Knob.HANG_RATE, 0.05)
                        .with(Knob.RESET_RATE, 0.1)
                        .with(Knob.THROTTLE_RATE, 0.1)
                        .with(Knob.ERROR_RATE, 0.2)
                        .with(Knob.GARBAGE_RATE, 0.15)
                        .with(Knob.SLOW_RATE, 0.01))
                .stream()
                .map(Draw::outcome)
                .toList();
        assertThat(share(outcomes, Outcome.HUNG)).isCloseTo(0.05, within(0.01));
        assertThat(share(outcomes, Outcome.RESET)).isCloseTo(0.1, within(0.01));
        assertThat(share(outcomes, Outcome.THROTTLED)).isCloseTo(0.1, within(0.01));
        assertThat(share(outcomes, Outcome.ERROR)).isCloseTo(0.2, within(0.01));
        assertThat(share(outcomes, Outcome.GARBAGE)).isCloseTo(0.15, within(0.01));
        assertThat(share(outcomes, Outcome.SLOW)).isCloseTo(0.01, within(0.005));
        assertThat(share(outcomes, Outcome.OK)).isCloseTo(0.39, within(0.01));
    }

    @Test
    void shouldDoItToAllCallsWhenTold() {
        assertThat(draws(SandboxBehaviour.DEFAULT.with(Knob.RESET_RATE, 1)))
                .extracting(Draw::outcome)
                .containsOnly(Outcome.RESET);
    }

    @Test
    void shouldDrawTheSameFromTheSameSeed() {
        SandboxBehaviour behaviour =
                SandboxBehaviour.DEFAULT.with(Knob.ERROR_RATE, 0.5).with(Knob.JITTER_MS, 50);
        assertThat(draws(behaviour.with(Knob.SEED, 3)))
                .isEqualTo(draws(behaviour.with(Knob.SEED, 3)))
                .isNotEqualTo(draws(behaviour.with(Knob.SEED, 4)));
    }

    @Test
    void shouldSpreadTheLatencyByTheJitter() {
        List<Long> millis = draws(SandboxBehaviour.DEFAULT.with(Knob.JITTER_MS, 50)).stream()
                .map(draw -> draw.delay().toMillis())
                .toList();
        assertThat(Collections.min(millis)).isBetween(150L, 152L);
        assertThat(Collections.max(millis)).isBetween(247L, 250L);
        assertThat(millis.stream().mapToLong(Long::longValue).average().orElse(0))
                .isCloseTo(200, within(2.0));
    }

    @Test
    void shouldNotAnswerBeforeItWasAsked() {
        SandboxBehaviour behaviour =
                SandboxBehaviour.DEFAULT.withLatency(Duration.ofMillis(10)).with(Knob.JITTER_MS, 50);
        assertThat(draws(behaviour)).noneMatch(draw -> draw.delay().isNegative());
    }

    @Test
    void shouldGiveSlowCallsTheirOwnLatency() {
        assertThat(draws(SandboxBehaviour.DEFAULT.with(Knob.SLOW_RATE, 1)))
                .containsOnly(new Draw(Outcome.SLOW, Duration.ofSeconds(1)));
    }

    private static List<Draw> draws(SandboxBehaviour behaviour) {
        return Stream.generate(new FaultPlan(behaviour)::draw).limit(CALLS).toList();
    }

    private static double share(List<Outcome> outcomes, Outcome outcome) {
        return (double) Collections.frequency(outcomes, outcome) / outcomes.size();
    }
}
