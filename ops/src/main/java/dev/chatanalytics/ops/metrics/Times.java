package dev.chatanalytics.ops.metrics;

import com.codahale.metrics.Histogram;
import io.prometheus.metrics.core.metrics.SummaryWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Quantile;
import io.prometheus.metrics.model.snapshots.Quantiles;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.DoubleStream;

/** How long one kind of thing takes: quantiles of recent times, count and sum of all. Thread-safe; recording is wait-free. */
final class Times {

    private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

    private final RecentReservoir reservoir;
    private final Histogram histogram;

    Times(LongSupplier nanoClock) {
        reservoir = new RecentReservoir(nanoClock);
        histogram = new Histogram(reservoir);
    }

    void record(long nanos) {
        histogram.update(nanos);
    }

    /** Shows them under this name, in seconds. */
    void expose(PrometheusRegistry registry, String name, String help) {
        SummaryWithCallback.builder()
                .name(name)
                .help(help)
                .callback(to -> to.call(histogram.getCount(), reservoir.sum() / NANOS_PER_SECOND, quantiles()))
                .register(registry);
    }

    private Quantiles quantiles() {
        var snapshot = histogram.getSnapshot();
        return Quantiles.of(DoubleStream.of(0.5, 0.75, 0.95, 0.98, 0.99, 0.999)
                .mapToObj(q -> new Quantile(q, snapshot.getValue(q) / NANOS_PER_SECOND))
                .toList());
    }
}
