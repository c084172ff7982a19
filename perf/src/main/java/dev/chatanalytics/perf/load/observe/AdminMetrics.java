package dev.chatanalytics.perf.load.observe;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads the service's {@code /metrics}. Used by one thread; a read blocks for a second at most. */
public final class AdminMetrics {

    private static final int TIMEOUT_MILLIS = 500;

    private static final String RING_DEPTH = "queue_depth";
    private static final String RING_CAPACITY = "queue_capacity";
    private static final String BREAKER = "circuit_breaker_state";
    private static final String NLP_IN_FLIGHT = "active_workers";
    private static final String CONNECTIONS = "http_connections";
    private static final String ANSWERS = "http_request_duration_seconds_count";
    private static final String CPU = "process_cpu_seconds_total";
    private static final String MEMORY = "process_resident_memory_bytes";
    private static final Set<String> WANTED =
            Set.of(RING_DEPTH, RING_CAPACITY, BREAKER, NLP_IN_FLIGHT, CONNECTIONS, ANSWERS, CPU, MEMORY);

    private final URI metrics;
    private String problem;

    /** @param admin such as {@code http://127.0.0.1:8081} */
    public AdminMetrics(URI admin) {
        metrics = admin.resolve("/metrics");
    }

    /** What the service says now; all unknown when it does not answer, and {@link #problem} tells why. */
    public ServiceSample sample() {
        try {
            return sample(read());
        } catch (IOException e) {
            problem = metrics + ": " + e;
            return ServiceSample.UNKNOWN;
        }
    }

    /** Why the last sample that is unknown is, or null. */
    public String problem() {
        return problem;
    }

    static ServiceSample sample(Map<String, Double> values) {
        return new ServiceSample(
                values.getOrDefault(RING_DEPTH, Double.NaN),
                values.getOrDefault(RING_CAPACITY, Double.NaN),
                values.getOrDefault(BREAKER, Double.NaN),
                values.getOrDefault(NLP_IN_FLIGHT, Double.NaN),
                values.getOrDefault(CONNECTIONS, Double.NaN),
                values.getOrDefault(ANSWERS, Double.NaN),
                values.getOrDefault(CPU, Double.NaN),
                values.getOrDefault(MEMORY, Double.NaN));
    }

    /**
     * The samples of Prometheus' text format that are wanted. Of the others, hundreds a second, no number is parsed: after
     * a minute the compiler would find that worth half a second of the CPU that generator and PostgreSQL share.
     */
    static Map<String, Double> parse(BufferedReader text) {
        return text.lines()
                .filter(line -> WANTED.contains(line.substring(0, Math.max(0, line.indexOf(' ')))))
                .map(line -> line.split(" "))
                .collect(Collectors.toMap(words -> words[0], words -> Double.valueOf(words[1]), (a, b) -> b));
    }

    private Map<String, Double> read() throws IOException {
        HttpURLConnection connection = (HttpURLConnection) metrics.toURL().openConnection();
        connection.setConnectTimeout(TIMEOUT_MILLIS);
        connection.setReadTimeout(TIMEOUT_MILLIS);
        connection.setRequestProperty("Accept", "text/plain");
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8))) {
            return parse(reader);
        } catch (java.io.UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
