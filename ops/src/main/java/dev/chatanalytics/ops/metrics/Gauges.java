package dev.chatanalytics.ops.metrics;

import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleSupplier;

/**
 * What is read off the running parts when somebody looks. Each reading is cheap and never blocks.
 *
 * @param queueBytes heap that is held for messages, wherever they are
 * @param breakerState 0 closed, 1 open, 2 half-open
 * @param poolConnections by state, such as {@code active}
 */
public record Gauges(
        DoubleSupplier queueDepth,
        DoubleSupplier queueCapacity,
        DoubleSupplier queueBytes,
        DoubleSupplier queueBytesCapacity,
        DoubleSupplier activeWorkers,
        DoubleSupplier breakerState,
        DoubleSupplier deadLettersPending,
        DoubleSupplier ringStalls,
        DoubleSupplier ringOutOfSlots,
        DoubleSupplier journalFsyncFailures,
        DoubleSupplier journalBytes,
        DoubleSupplier httpConnections,
        Map<String, DoubleSupplier> poolConnections) {

    void expose(PrometheusRegistry registry) {
        Readings.gauge(registry, "queue_depth", "Messages accepted and not yet safe.", queueDepth);
        Readings.gauge(registry, "queue_capacity", "Messages at most.", queueCapacity);
        Readings.gauge(registry, "queue_bytes", "Heap held for messages, bodies and answers, about.", queueBytes);
        Readings.gauge(registry, "queue_bytes_capacity", "Bytes at most; 90 % of them is full.", queueBytesCapacity);
        Readings.gauge(registry, "active_workers", "NLP permits held.", activeWorkers);
        Readings.gauge(registry, "circuit_breaker_state", "0 closed, 1 open, 2 half-open.", breakerState);
        Readings.gauge(registry, "dead_letters_pending", "Dead letters that wait to be replayed.", deadLettersPending);
        Readings.gauge(registry, "journal_bytes", "Of all files of the journal.", journalBytes);
        Readings.counter(
                registry,
                "journal_fsync_failures",
                "Segments given up since the disk would not say that they are safe.",
                journalFsyncFailures);
        Readings.counter(registry, "ring_stalls", "Times that a stage stood still with work before it.", ringStalls);
        Readings.counter(
                registry,
                "ring_out_of_slots",
                "Messages refused since single ones were under way for so long that the ring had no slot left.",
                ringOutOfSlots);
        Readings.gauge(registry, "http_connections", "Open connections of chatbots.", httpConnections);
        GaugeWithCallback.builder()
                .name("db_pool_connections")
                .help("Connections to PostgreSQL.")
                .labelNames("state")
                .callback(to -> new TreeMap<>(poolConnections).forEach((s, v) -> to.call(v.getAsDouble(), s)))
                .register(registry);
    }
}
