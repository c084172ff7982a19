package dev.chatanalytics.ops.metrics;

import com.codahale.metrics.Counter;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Arrays;
import java.util.function.Function;

/** One counter for each constant of an enum, found by ordinal. All are there from the start, at 0. Thread-safe. */
final class Counts<E extends Enum<E>> {

    private final E[] constants;
    private final Counter[] counters;

    Counts(Class<E> type) {
        constants = type.getEnumConstants();
        counters = Arrays.stream(constants).map(c -> new Counter()).toArray(Counter[]::new);
    }

    void add(E constant, long n) {
        counters[constant.ordinal()].inc(n);
    }

    long get(E constant) {
        return counters[constant.ordinal()].getCount();
    }

    /** Shows them under this name without its {@code _total}, one label value for each constant. */
    void expose(PrometheusRegistry registry, String name, String help, String label, Function<E, String> value) {
        CounterWithCallback.builder()
                .name(name)
                .help(help)
                .labelNames(label)
                .callback(to -> Arrays.stream(constants).forEach(c -> to.call(get(c), value.apply(c))))
                .register(registry);
    }
}
