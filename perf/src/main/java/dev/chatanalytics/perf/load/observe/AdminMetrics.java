package dev.chatanalytics.perf.load.observe;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** Reads the service's {@code /metrics}. Used by one thread; a read blocks for a second at most. */
public final class AdminMetrics {

    private static final int TIMEOUT_MILLIS = 500;

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
                values.getOrDefault("queue_depth", Double.NaN),
                values.getOrDefault("queue_capacity", Double.NaN),
                values.getOrDefault("circuit_breaker_state", Double.NaN),
                values.getOrDefault("active_workers", Double.NaN),
                values.getOrDefault("http_connections", Double.NaN),
                values.getOrDefault("http_request_duration_seconds_count", Double.NaN),
                values.getOrDefault("process_cpu_seconds_total", Double.NaN),
                values.getOrDefault("process_resident_memory_bytes", Double.NaN));
    }

    /** The samples without labels, of Prometheus' text format. */
    static Map<String, Double> parse(BufferedReader text) {
        return text.lines()
                .filter(line -> !line.startsWith("#") && line.indexOf('{') < 0 && line.indexOf(' ') > 0)
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
