package dev.chatanalytics.ops.config;

import dev.chatanalytics.engine.EngineOptions;
import dev.chatanalytics.engine.message.MessageRules;
import dev.chatanalytics.transport.http.HttpServerOptions;
import java.time.Duration;

/** The keys of what takes, enriches and hands on messages. */
final class ServiceSections {

    private static final Duration TICK = Duration.ofMillis(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);

    /** More than the longest message has: 8,576 characters, each written as two escapes of six bytes. */
    private static final int MAX_BODY_BYTES = 128 << 10;

    private static final int HEAP_PART = 4;
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(10);
    private static final int ADMIN_CONNECTIONS = 256;

    private final Values values;

    ServiceSections(Values values) {
        this.values = values;
    }

    HttpServerOptions http() {
        return new HttpServerOptions(
                values.text("http.host", "an address to listen on"),
                values.port("http.port"),
                values.integer("http.max-connections", 1, 1_000_000),
                MAX_BODY_BYTES,
                REQUEST_TIMEOUT,
                idleTimeout());
    }

    int eventLoops() {
        int byCpus = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        return values.integerOr("http.event-loops", "auto", byCpus, 1, 64);
    }

    Duration ingestTimeout() {
        return values.duration("http.ingest-timeout", TICK, MINUTE);
    }

    HttpServerOptions admin() {
        return new HttpServerOptions(
                values.text("admin.host", "an address to listen on"),
                values.port("admin.port"),
                ADMIN_CONNECTIONS,
                MAX_BODY_BYTES,
                REQUEST_TIMEOUT,
                Duration.ofSeconds(75));
    }

    EngineOptions engine(NlpSection nlp) {
        return new EngineOptions(ring(), rules(), nlp.engine(), nlp.breaker(), persist(), commitTimeout());
    }

    /** For what a message may wait for the disk. */
    Duration commitTimeout() {
        return values.duration("durability.commit-timeout", Duration.ofMillis(10), MINUTE);
    }

    /** Heap for messages: as configured, else a quarter of what Java has. */
    long maxBytes() {
        return values.sizeOr("ring.max-bytes", "auto", Runtime.getRuntime().maxMemory() / HEAP_PART, 1L << 20);
    }

    Duration rehearsal() {
        return values.duration("startup.rehearsal", TICK, MINUTE);
    }

    Duration drainTimeout() {
        return values.duration("shutdown.drain-timeout", TICK, HOUR);
    }

    LogFormat logFormat() {
        return values.choice("log.format", LogFormat.class);
    }

    private Duration idleTimeout() {
        return values.duration("http.idle-timeout", Duration.ofSeconds(1), HOUR);
    }

    private EngineOptions.Ring ring() {
        return new EngineOptions.Ring(
                values.powerOfTwo("ring.size", 64, 1 << 24),
                values.percentage("ring.reject-below", 0.9),
                values.choice("ring.wait-strategy", EngineOptions.WaitStrategy.class));
    }

    private MessageRules rules() {
        Duration years = Duration.ofDays(3650);
        return new MessageRules(
                values.duration("messages.max-age", TICK, years), values.duration("messages.max-ahead", TICK, years));
    }

    private EngineOptions.Persist persist() {
        return new EngineOptions.Persist(
                values.integer("persist.batch-rows", 1, 100_000),
                values.duration("persist.linger", TICK, MINUTE),
                values.integer("persist.writers", 1, 256),
                values.integer("database.attempts", 1, 20),
                values.duration("database.backoff", TICK, MINUTE),
                EngineOptions.Fallback.DEAD_LETTERS);
    }
}
