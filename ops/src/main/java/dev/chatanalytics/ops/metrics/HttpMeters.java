package dev.chatanalytics.ops.metrics;

import com.codahale.metrics.Counter;
import dev.chatanalytics.transport.http.HttpMetrics;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What the HTTP server counts and times. Thread-safe; each call costs a few atomic additions, no look-up. */
final class HttpMeters implements HttpMetrics {

    private static final int STATUSES = 600;
    /** Shown before the first of them is given, so that a rate over them starts at 0. */
    private static final Set<Integer> EXPECTED = Set.of(202, 400, 404, 405, 408, 413, 415, 429, 431, 500, 503);

    private final Counter[] counters =
            Stream.generate(Counter::new).limit(STATUSES).toArray(Counter[]::new);
    private final Times durations;

    HttpMeters(LongSupplier nanoClock) {
        durations = new Times(nanoClock);
    }

    @Override
    public void answered(int status, long nanos) {
        counters[status > 0 && status < STATUSES ? status : 0].inc();
        durations.record(nanos);
    }

    void expose(PrometheusRegistry registry) {
        CounterWithCallback.builder()
                .name("http_requests")
                .help("Requests answered, by status.")
                .labelNames("status")
                .callback(this::counts)
                .register(registry);
        durations.expose(registry, "http_request_duration_seconds", "From a request's last byte to its answer.");
    }

    private void counts(CounterWithCallback.Callback to) {
        IntStream.range(0, STATUSES)
                .filter(status -> EXPECTED.contains(status) || counters[status].getCount() > 0)
                .forEach(status -> to.call(counters[status].getCount(), status == 0 ? "other" : "" + status));
    }
}
