package dev.chatanalytics.ops.metrics;

import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.function.DoubleSupplier;

/** Metrics without labels that are read when somebody looks. Stateless. */
final class Readings {

    private Readings() {}

    /** Something that only grows, under this name without its {@code _total}. */
    static void counter(PrometheusRegistry registry, String name, String help, DoubleSupplier value) {
        CounterWithCallback.builder()
                .name(name)
                .help(help)
                .callback(to -> to.call(value.getAsDouble()))
                .register(registry);
    }

    /** Something that goes up and down. */
    static void gauge(PrometheusRegistry registry, String name, String help, DoubleSupplier value) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .callback(to -> to.call(value.getAsDouble()))
                .register(registry);
    }
}
