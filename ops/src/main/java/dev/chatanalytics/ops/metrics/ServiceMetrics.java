package dev.chatanalytics.ops.metrics;

import dev.chatanalytics.engine.port.EngineMetrics;
import dev.chatanalytics.transport.http.HttpMetrics;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.instrumentation.jvm.JvmBufferPoolMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmClassLoadingMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmCompilationMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmGarbageCollectorMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmMemoryMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmMemoryPoolAllocationMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmNativeMemoryMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmRuntimeInfoMetric;
import io.prometheus.metrics.instrumentation.jvm.JvmThreadsMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.function.LongSupplier;

/** Everything that {@code /metrics} shows. Thread-safe. */
public final class ServiceMetrics {

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final ExpositionFormats formats = ExpositionFormats.init();
    private final EngineMeters engine;
    private final HttpMeters http;

    public ServiceMetrics() {
        this(System::nanoTime);
    }

    ServiceMetrics(LongSupplier nanoClock) {
        engine = new EngineMeters(nanoClock);
        http = new HttpMeters(nanoClock);
        engine.expose(registry);
        http.expose(registry);
        exposeJvm();
    }

    /** All that {@code JvmMetrics} has, except its metrics of the process. */
    private void exposeJvm() {
        JvmBufferPoolMetrics.builder().register(registry);
        JvmClassLoadingMetrics.builder().register(registry);
        JvmCompilationMetrics.builder().register(registry);
        JvmGarbageCollectorMetrics.builder().register(registry);
        JvmMemoryPoolAllocationMetrics.builder().register(registry);
        JvmMemoryMetrics.builder().register(registry);
        JvmNativeMemoryMetrics.builder().register(registry);
        JvmRuntimeInfoMetric.builder().register(registry);
        JvmThreadsMetrics.builder().register(registry);
        ProcessMeters.expose(registry);
    }

    /** For the engine to count on. */
    public EngineMetrics engine() {
        return engine;
    }

    /** For the HTTP server to count on. */
    public HttpMetrics http() {
        return http;
    }

    /** Adds what is read off the running parts; once, when they run. */
    public void watch(Gauges gauges) {
        gauges.expose(registry);
    }

    /** What a scrape gets. */
    public record Page(String contentType, byte[] body) {}

    /** All metrics, in the format that {@code Accept} asks for: OpenMetrics, else Prometheus text. Null asks for nothing. */
    public Page scrape(String accept) {
        ExpositionFormatWriter writer = Accept.of(accept).prefersOpenMetrics()
                ? formats.getOpenMetricsTextFormatWriter()
                : formats.getPrometheusTextFormatWriter();
        ByteArrayOutputStream body = new ByteArrayOutputStream(16 << 10);
        try {
            writer.write(body, registry.scrape(), EscapingScheme.DEFAULT);
        } catch (IOException e) {
            throw new AssertionError("memory does not fail", e);
        }
        return new Page(writer.getContentType(), body.toByteArray());
    }
}
