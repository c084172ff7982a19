package dev.chatanalytics.perf.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatanalytics.perf.load.client.FilledOutcomes;
import dev.chatanalytics.perf.load.client.Latencies;
import dev.chatanalytics.perf.load.client.Run;
import dev.chatanalytics.perf.load.client.Schedule;
import dev.chatanalytics.perf.load.observe.AuditResult;
import dev.chatanalytics.perf.load.result.Cost;
import dev.chatanalytics.perf.load.result.Lateness;
import dev.chatanalytics.perf.load.result.LoadResult;
import dev.chatanalytics.perf.load.result.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class FindMaxTest {

    private static final Duration LIMIT = Duration.ofMillis(400);
    private static final Map<Integer, Long> ALL_ACCEPTED = Map.of(202, 1000L);
    private static final Verdict VALID = new Verdict(List.of());

    @Test
    void shouldHoldWhenEverythingIsStoredInTime() {
        assertThat(failure(VALID, ALL_ACCEPTED, audit(0, 10, 399)))
                .as("1 % without NLP data")
                .isNull();
    }

    @Test
    void shouldSayWhyARateDoesNotHold() {
        assertThat(failure(VALID, ALL_ACCEPTED, audit(1, 0, 200))).isEqualTo("a 202 was not kept");
        assertThat(failure(new Verdict(List.of("late")), ALL_ACCEPTED, audit(0, 0, 200)))
                .startsWith("INVALID");
        assertThat(failure(VALID, Map.of(202, 998L, 429, 2L), audit(0, 0, 200)))
                .isEqualTo("2 messages were not answered 202");
        assertThat(failure(VALID, ALL_ACCEPTED, audit(0, 11, 2))).isEqualTo("1.1 % of the rows are without NLP data");
        assertThat(failure(VALID, ALL_ACCEPTED, audit(0, 0, 402))).isEqualTo("p99 402 ms (at most 400)");
    }

    private static String failure(Verdict verdict, Map<Integer, Long> answers, AuditResult audit) {
        Run run =
                new Run(new Schedule(1, Duration.ZERO, Duration.ZERO), "run", 1, 0, Instant.EPOCH, FilledOutcomes.of());
        return FindMax.failure(
                new LoadResult(
                        run,
                        verdict,
                        new Lateness(0, 0, 0, 0, 0, 0),
                        Map.of(),
                        answers,
                        0,
                        0,
                        0,
                        null,
                        new Cost(0, 0, 0, 0),
                        List.of(),
                        audit),
                LIMIT);
    }

    private static AuditResult audit(int missing, long withoutNlp, int millis) {
        Histogram stored = Latencies.histogram();
        stored.recordValue(millis * 1000L);
        Map<String, Long> status = Map.of("ok", 1000 - withoutNlp, "failed", withoutNlp);
        return new AuditResult(1000, missing, 0, 0, status, stored, List.of());
    }
}
