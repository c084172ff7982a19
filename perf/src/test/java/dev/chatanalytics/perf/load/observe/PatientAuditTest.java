package dev.chatanalytics.perf.load.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatanalytics.perf.load.client.Latencies;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class PatientAuditTest {

    @Test
    void shouldGoOnPastItsPatienceWhileMissingMessagesCome() throws SQLException {
        Queue<Integer> missing = new ArrayDeque<>(List.of(40, 30, 20, 10, 0));

        AuditResult result = new PatientAudit(() -> missing(missing.remove()), Duration.ofSeconds(1)).result();

        assertThat(result.promiseKept()).isTrue();
        assertThat(missing).isEmpty();
    }

    @Test
    void shouldEndWhenNoneComesAnyMore() throws SQLException {
        AuditResult result = new PatientAudit(() -> missing(7), Duration.ofMillis(1)).result();

        assertThat(result.missing()).isEqualTo(7);
    }

    @Test
    void shouldLookOnceWhenNothingIsMissing() throws SQLException {
        Queue<Integer> missing = new ArrayDeque<>(List.of(0));

        assertThat(new PatientAudit(() -> missing(missing.remove()), Duration.ofSeconds(1))
                        .result()
                        .missing())
                .isZero();
    }

    private static AuditResult missing(int missing) {
        return new AuditResult(100, missing, 0, 0, Map.of(), Latencies.histogram(), List.of());
    }
}
