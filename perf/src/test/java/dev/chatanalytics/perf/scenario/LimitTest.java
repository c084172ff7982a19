package dev.chatanalytics.perf.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.chatanalytics.perf.scenario.UsageWatch.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LimitTest {

    @Test
    void shouldNameWhatWasBusy() {
        assertThat(Limit.of(new Usage(0.98, 0.3, 0.3, 0.3, 0.01))).isEqualTo(Limit.SERVICE);
        assertThat(Limit.of(new Usage(0.80, 0.4, 0.3, 0.3, 0.01))).isEqualTo(Limit.OTHERS);
        assertThat(Limit.of(new Usage(0.80, 0.3, 0.3, 0.2, 0.20))).isEqualTo(Limit.NO_CPU);
        assertThat(Limit.describe(18_000, new Usage(0.98, 0.3, 0.25, 0.2, 0.25)))
                .contains("at 18,000/s: the CPU of the service (service 0.98; generator 0.30")
                .endsWith("25 % idle)");
    }

    @Test
    void shouldReckonCpusWithinTheTimeOnly() {
        List<Reading> readings = List.of(
                reading(0, 0), reading(10, 5_000), reading(15, 9_000), reading(20, 13_000), reading(30, 14_000));
        Usage usage = UsageWatch.between(readings, Instant.ofEpochSecond(10), Instant.ofEpochSecond(20), 0.25);
        assertThat(usage.service()).isCloseTo(0.8, within(0.001));
        assertThat(usage.database()).isCloseTo(0.2, within(0.001));
        assertThat(usage.idle()).isEqualTo(0.25);
        assertThat(UsageWatch.between(readings, Instant.ofEpochSecond(11), Instant.ofEpochSecond(19), 0)
                        .service())
                .as("by one reading")
                .isNaN();
    }

    @Test
    void shouldRaiseNlpPermitsByLittlesLaw() {
        assertThat(RaisedLimits.permits(10_000)).isEqualTo(2500);
        assertThat(RaisedLimits.of(18_000))
                .containsEntry("CHAT_ANALYTICS_NLP_CONCURRENCY", "4500")
                .containsEntry("CHAT_ANALYTICS_NLP_MAX_CONNECTIONS", "4500");
    }

    private static Reading reading(int second, int serviceMillis) {
        Duration service = Duration.ofMillis(serviceMillis);
        return new Reading(Instant.ofEpochSecond(second), service, service, service, service.dividedBy(4));
    }
}
