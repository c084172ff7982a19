package dev.chatanalytics.perf.load.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.StringReader;
import java.net.URI;
import org.junit.jupiter.api.Test;

class AdminMetricsTest {

    @Test
    void shouldReadWhatTheServiceSays() {
        String text = """
                # HELP queue_depth ring slots
                # TYPE queue_depth gauge
                queue_depth 12.0
                queue_capacity 16384.0
                http_requests_total{status="202"} 7.0
                process_cpu_seconds_total 1.25 1732345678
                process_resident_memory_bytes 4.8E8
                circuit_breaker_state NaN
                """;
        ServiceSample sample = AdminMetrics.sample(AdminMetrics.parse(new BufferedReader(new StringReader(text))));
        assertThat(sample.ringDepth()).isEqualTo(12);
        assertThat(sample.ringCapacity()).isEqualTo(16_384);
        assertThat(sample.cpuSeconds()).isEqualTo(1.25);
        assertThat(sample.residentBytes()).isEqualTo(480_000_000);
        assertThat(sample.breaker()).isNaN();
        assertThat(sample.connections()).isNaN();
    }

    @Test
    void shouldKnowNothingOfAServiceThatDoesNotAnswer() {
        AdminMetrics metrics = new AdminMetrics(URI.create("http://127.0.0.1:1"));
        assertThat(metrics.sample()).isEqualTo(ServiceSample.UNKNOWN);
        assertThat(metrics.problem()).contains("127.0.0.1:1/metrics");
    }
}
