package dev.chatanalytics.ops;

import dev.chatanalytics.ops.config.Configuration;
import dev.chatanalytics.ops.config.ConfigurationException;
import dev.chatanalytics.ops.config.ConfigurationReader;
import dev.chatanalytics.ops.config.Layer;
import dev.chatanalytics.ops.config.Settings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Configurations for services under test: on free ports of this machine, with the given keys on top. Patient, so that a slow
 * machine is no fault; a test of faults is as impatient as it needs.
 */
public final class Configurations {

    private Configurations() {}

    /** @param more keys and values, one after the other */
    public static Configuration of(Path dir, String databaseUrl, String nlpUrl, String... more)
            throws ConfigurationException {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < more.length; i += 2) {
            values.put(more[i], more[i + 1]);
        }
        return of(dir, databaseUrl, nlpUrl, values);
    }

    /** @param more by key */
    public static Configuration of(Path dir, String databaseUrl, String nlpUrl, Map<String, String> more)
            throws ConfigurationException {
        Map<String, String> values = new HashMap<>(Map.of(
                "http.port", "0",
                "admin.port", "0",
                "http.host", "127.0.0.1",
                "admin.host", "127.0.0.1",
                "http.ingest-timeout", "20s",
                "database.write-timeout", "20s",
                "dead-letters.dir", dir.resolve("dead-letters").toString(),
                "durability.dir", dir.resolve("journal").toString(),
                "database.url", databaseUrl,
                "nlp.url", nlpUrl));
        values.putAll(more);
        Layer nothing = Layer.of("none", Map.of());
        return ConfigurationReader.all(Settings.load(nothing, Optional.empty(), Map.of(), Layer.of("test", values)));
    }
}
