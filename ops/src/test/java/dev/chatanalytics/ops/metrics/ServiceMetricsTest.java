package dev.chatanalytics.ops.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.chatanalytics.engine.port.EngineMetrics;
import dev.chatanalytics.engine.port.NlpFailure;
import dev.chatanalytics.engine.port.Outcome;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ServiceMetricsTest {

    private final ServiceMetrics metrics = new ServiceMetrics();

    @Test
    void shouldShowEveryNameOfTheDesignFromTheStart() {
        metrics.watch(gauges());
        PrometheusText text = scrape();

        assertThat(text.types())
                .containsEntry("http_requests_total", "counter")
                .containsEntry("http_request_duration_seconds", "summary")
                .containsEntry("nlp_api_duration_seconds", "summary")
                .containsEntry("nlp_api_errors_total", "counter")
                .containsEntry("circuit_breaker_state", "gauge")
                .containsEntry("queue_depth", "gauge")
                .containsEntry("queue_capacity", "gauge")
                .containsEntry("active_workers", "gauge")
                .containsEntry("db_write_duration_seconds", "summary")
                .containsEntry("message_latency_seconds", "summary")
                .containsEntry("messages_total", "counter")
                .containsEntry("dead_letters_total", "counter")
                .containsEntry("dead_letters_pending", "gauge")
                .containsEntry("http_connections", "gauge")
                .containsEntry("db_pool_connections", "gauge")
                .containsKeys("jvm_memory_used_bytes", "process_cpu_seconds_total");
        assertThat(text.helps().keySet()).containsAll(text.types().keySet());
        assertThat(text.value("nlp_api_late_answers_total")).isZero();
        assertThat(text.value("http_requests_total{status=\"202\"}")).isZero();
        assertThat(text.value("dead_letters_total")).isZero();
        for (Outcome outcome : Outcome.values()) {
            assertThat(text.value("messages_total{outcome=\"" + outcome.label() + "\"}"))
                    .isZero();
        }
        for (NlpFailure.Reason reason : NlpFailure.Reason.values()) {
            assertThat(text.value("nlp_api_errors_total{reason=\"" + reason.label() + "\"}"))
                    .isZero();
        }
    }

    @Test
    void shouldTellWhatTheProcessUses() throws IOException {
        PrometheusText before = scrape();
        List<Closeable> open = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            open.add(Files.newInputStream(Path.of("/dev/null")));
        }
        PrometheusText with = scrape();
        for (Closeable file : open) {
            file.close();
        }

        assertThat(with.value("process_open_fds") - before.value("process_open_fds"))
                .isBetween(80.0, 120.0);
        assertThat(with.value("process_max_fds")).isGreaterThan(with.value("process_open_fds"));
        assertThat(with.value("process_resident_memory_bytes")).isBetween(10e6, 64e9);
        assertThat(with.value("process_virtual_memory_bytes"))
                .isGreaterThanOrEqualTo(with.value("process_resident_memory_bytes"));
        assertThat(with.value("process_start_time_seconds"))
                .isCloseTo(Instant.now().getEpochSecond(), within(3_600.0));
        assertThat(with.value("process_cpu_seconds_total"))
                .isGreaterThanOrEqualTo(before.value("process_cpu_seconds_total"));
    }

    @Test
    void shouldReadGaugesWhenScraped() {
        metrics.watch(gauges());
        PrometheusText text = scrape();

        assertThat(text.value("queue_depth")).isEqualTo(1);
        assertThat(text.value("queue_capacity")).isEqualTo(2);
        assertThat(text.value("queue_bytes")).isEqualTo(21);
        assertThat(text.value("queue_bytes_capacity")).isEqualTo(22);
        assertThat(text.value("ring_out_of_slots_total")).isEqualTo(23);
        assertThat(text.value("active_workers")).isEqualTo(3);
        assertThat(text.value("circuit_breaker_state")).isEqualTo(2);
        assertThat(text.value("dead_letters_pending")).isEqualTo(5);
        assertThat(text.value("http_connections")).isEqualTo(6);
        assertThat(text.value("db_pool_connections{state=\"active\"}")).isEqualTo(7);
    }

    @Test
    void shouldCountByOutcomeReasonAndStatus() {
        metrics.engine().messages(Outcome.STORED, 40);
        metrics.engine().messages(Outcome.DEAD_LETTERED, 2);
        metrics.engine().nlpAttempt(NlpFailure.Reason.CONNECTION_LOST, 1);
        metrics.engine().nlpAttempt(null, 1);
        metrics.engine().nlpLateAnswer();
        metrics.http().answered(202, 1);
        metrics.http().answered(202, 1);
        metrics.http().answered(418, 1);
        metrics.http().answered(-1, 1);
        PrometheusText text = scrape();

        assertThat(text.value("messages_total{outcome=\"stored\"}")).isEqualTo(40);
        assertThat(text.value("dead_letters_total")).isEqualTo(2);
        assertThat(text.value("nlp_api_errors_total{reason=\"connection_lost\"}"))
                .isEqualTo(1);
        assertThat(text.value("nlp_api_duration_seconds_count")).isEqualTo(2);
        assertThat(text.value("nlp_api_late_answers_total")).isEqualTo(1);
        assertThat(text.value("http_requests_total{status=\"202\"}")).isEqualTo(2);
        assertThat(text.value("http_requests_total{status=\"418\"}")).isEqualTo(1);
        assertThat(text.value("http_requests_total{status=\"other\"}")).isEqualTo(1);
    }

    @Test
    void shouldShowQuantilesInSeconds() {
        for (int ms = 1; ms <= 1000; ms++) {
            metrics.engine().stored(TimeUnit.MILLISECONDS.toNanos(ms));
        }
        metrics.engine().took(EngineMetrics.Step.BATCH_WRITE, TimeUnit.HOURS.toNanos(5));
        PrometheusText text = scrape();

        assertThat(text.value("message_latency_seconds{quantile=\"0.5\"}")).isCloseTo(0.5, within(0.01));
        assertThat(text.value("message_latency_seconds{quantile=\"0.99\"}")).isCloseTo(0.99, within(0.01));
        assertThat(text.value("message_latency_seconds_count")).isEqualTo(1000);
        assertThat(text.value("message_latency_seconds_sum")).isCloseTo(500.5, within(0.001));
        assertThat(text.value("db_write_duration_seconds{quantile=\"0.5\"}")).isCloseTo(3600, within(40.0));
        assertThat(text.value("http_request_duration_seconds{quantile=\"0.5\"}"))
                .isNaN();
    }

    @Test
    void shouldSpeakTheFormatThatIsAskedFor() {
        ServiceMetrics.Page plain = metrics.scrape(null);
        ServiceMetrics.Page open = metrics.scrape("application/openmetrics-text; version=1.0.0");

        assertThat(plain.contentType()).startsWith("text/plain; version=0.0.4");
        assertThat(open.contentType()).startsWith("application/openmetrics-text");
        assertThat(new String(open.body(), StandardCharsets.UTF_8))
                .contains("# TYPE messages counter")
                .endsWith("# EOF\n");
    }

    private static Gauges gauges() {
        return new Gauges(
                () -> 1,
                () -> 2,
                () -> 21,
                () -> 22,
                () -> 3,
                () -> 2,
                () -> 5,
                () -> 8,
                () -> 23,
                () -> 9,
                () -> 10,
                () -> 6,
                Map.of("active", () -> 7));
    }

    private PrometheusText scrape() {
        return PrometheusText.parse(new String(metrics.scrape("text/plain").body(), StandardCharsets.UTF_8));
    }
}
