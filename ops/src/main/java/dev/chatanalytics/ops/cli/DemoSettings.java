package dev.chatanalytics.ops.cli;

import dev.chatanalytics.ops.config.ConfigurationException;
import dev.chatanalytics.ops.config.ConfigurationReader;
import dev.chatanalytics.ops.config.Layer;
import dev.chatanalytics.ops.config.Settings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** What a demo is configured with: its own database and API whatever anybody says, and its own directory unless told. */
final class DemoSettings {

    private DemoSettings() {}

    /** Finds faults in what the user gave before anything is started. */
    static void check(ConfigFile file, Console console, Path dir) throws ConfigurationException {
        ConfigurationReader.all(of(file, console, dir, "jdbc:postgresql://localhost/demo", "http://localhost/demo"));
    }

    static Settings of(ConfigFile file, Console console, Path dir, String databaseUrl, String nlpUrl)
            throws ConfigurationException {
        Layer weak = Layer.of(
                "demo",
                Map.of(
                        "dead-letters.dir", dir.resolve("dead-letters").toString(),
                        "durability.dir", dir.resolve("journal").toString()));
        Map<String, String> own = new HashMap<>();
        own.put("database.url", databaseUrl);
        own.put("database.user", null);
        own.put("database.password", null);
        own.put("nlp.url", nlpUrl);
        return file.settings(console, weak, Layer.of("demo", own));
    }
}
