package dev.chatanalytics.ops.verify.observe;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The service's admin port. Immutable; a read blocks for a second or two at most. */
public final class AdminPage {

    private static final int TIMEOUT_MILLIS = 1_000;
    private static final int OK = 200;
    private static final Pattern SAMPLE = Pattern.compile("[a-z_]+ [-+0-9.eE]+");

    private final URI admin;

    /** @param admin such as {@code http://localhost:8081}, or null when nobody knows it: then nothing is known ever */
    public AdminPage(URI admin) {
        this.admin = admin;
    }

    /** What the service says now; all unknown when it does not answer. */
    public ServiceState state() {
        try {
            return admin == null ? ServiceState.UNKNOWN : ServiceState.of(metrics());
        } catch (IOException e) {
            return ServiceState.UNKNOWN;
        }
    }

    /** Whether it takes messages. */
    public boolean isReady() {
        try {
            return open("/readyz").getResponseCode() == OK;
        } catch (IOException e) {
            return false;
        }
    }

    /** What time it is for the service, to the second; nothing when it does not answer. */
    public Optional<Instant> clock() {
        try {
            long millis = open("/livez").getDate();
            return millis == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private Map<String, Double> metrics() throws IOException {
        HttpURLConnection connection = open("/metrics");
        try (BufferedReader text =
                new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8))) {
            return parse(text);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** The samples without labels, of Prometheus' text format. */
    static Map<String, Double> parse(BufferedReader text) {
        return text.lines()
                .filter(line -> SAMPLE.matcher(line).matches())
                .map(line -> line.split(" "))
                .collect(Collectors.toMap(words -> words[0], words -> Double.valueOf(words[1]), (a, b) -> b));
    }

    private HttpURLConnection open(String path) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) admin.resolve(path).toURL().openConnection();
        connection.setConnectTimeout(TIMEOUT_MILLIS);
        connection.setReadTimeout(TIMEOUT_MILLIS);
        return connection;
    }
}
