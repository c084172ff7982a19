package dev.chatanalytics.perf.compare;

import dev.chatanalytics.ops.config.Configuration;
import dev.chatanalytics.ops.config.ConfigurationException;
import dev.chatanalytics.ops.config.ConfigurationReader;
import dev.chatanalytics.ops.config.Layer;
import dev.chatanalytics.ops.config.Settings;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The service's configuration as it is when nobody says otherwise. Stateless. */
public final class ServiceDefaults {

    private ServiceDefaults() {}

    /** @param others what differs, by its key; for what has no default there is something that nobody uses */
    public static Configuration with(Map<String, String> others) throws IOException {
        Map<String, String> all = new HashMap<>(Map.of(
                "nlp.url", "http://127.0.0.1:1/", "database.url", "jdbc:postgresql://127.0.0.1:1/none?user=none"));
        all.putAll(others);
        try {
            return ConfigurationReader.all(
                    Settings.load(Layer.of("perf", Map.of()), Optional.empty(), Map.of(), Layer.of("perf", all)));
        } catch (ConfigurationException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
