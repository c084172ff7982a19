package dev.chatanalytics.perf.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatanalytics.perf.load.client.FilledOutcomes;
import dev.chatanalytics.perf.load.client.Outcomes.Outcome;
import dev.chatanalytics.perf.load.client.Run;
import dev.chatanalytics.perf.load.client.Schedule;
import dev.chatanalytics.perf.load.observe.ServiceSample;
import dev.chatanalytics.perf.load.result.Second;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class CourseTest {

    @Test
    void shouldCountTheSecondsInWhichTheBreakerWasKnownNotToBeClosed() {
        assertThat(Course.breakerNotClosed(breaker(0, 0, Double.NaN, 0))).isZero();
        assertThat(Course.breakerNotClosed(breaker(0, 1, Double.NaN, 2))).isEqualTo(2);
        assertThat(Course.breakerNotClosed(breaker(Double.NaN))).isNaN();
    }

    @Test
    void shouldTellWhenTheLastRefusalWasDue() {
        assertThat(Course.refusedUntil(run(), Duration.ofSeconds(4)))
                .as("message 6 is due after 6 s")
                .isEqualTo(2);
        assertThat(Course.refusedUntil(run(), Duration.ofMillis(6_001)))
                .as("none is due later")
                .isZero();
        assertThat(Course.refusedUntil(run(Outcome.ACKNOWLEDGED, Outcome.UNANSWERED), Duration.ZERO))
                .as("no answer is a refusal too")
                .isEqualTo(1);
    }

    @Test
    void shouldReckonMinuteByMinute() {
        List<Second> seconds = new ArrayList<>();
        for (int i = 0; i < 190; i++) {
            double cpu = i == 75 ? Double.NaN : i < 70 ? 0.4 : 0.5;
            seconds.add(second(i < 10, 10_000, cpu, sample(0, i == 100 ? 300e6 : 200e6)));
        }
        assertThat(Minutes.of(seconds)).isEqualTo(new Minutes(List.of(40.0, 50.0, 50.0), List.of(200e6, 300e6, 200e6)));
    }

    private static Run run() {
        Outcome[] each = new Outcome[10];
        Arrays.fill(each, Outcome.ACKNOWLEDGED);
        each[1] = Outcome.REFUSED;
        each[6] = Outcome.REFUSED;
        return run(each);
    }

    private static Run run(Outcome... each) {
        Schedule schedule = new Schedule(1, Duration.ZERO, Duration.ofSeconds(each.length));
        return new Run(schedule, "run", 1, 0, Instant.EPOCH, FilledOutcomes.of(each));
    }

    private static List<Second> breaker(double... states) {
        return DoubleStream.of(states)
                .mapToObj(state -> second(false, 1, 0, sample(state, 0)))
                .toList();
    }

    private static ServiceSample sample(double breaker, double bytes) {
        return new ServiceSample(0, 0, breaker, 0, 0, 0, 0, bytes);
    }

    private static Second second(boolean warmup, long sent, double cpu, ServiceSample service) {
        return new Second(0, warmup, 1, sent, sent, 0, 0, 0, 0, 0, 0, service, cpu, 0, 0);
    }
}
