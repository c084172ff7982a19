package dev.chatanalytics.ops.cli;

import dev.chatanalytics.ops.config.ConfigurationException;
import dev.chatanalytics.ops.config.Layer;
import dev.chatanalytics.ops.config.Settings;
import dev.chatanalytics.ops.demo.DemoDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where a service keeps its data: as the configuration says, else where a demo does that is running here. */
final class Whereabouts {

    @Mixin
    private ConfigFile file;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = DemoCommand.DEFAULT_DIR,
            description = "Directory of a running demo, used unless told otherwise. Default: ${DEFAULT-VALUE}")
    private Path demo;

    Settings settings(Console console) throws ConfigurationException {
        Path connection = DemoDirectory.connectionFile(demo);
        boolean running = Files.exists(connection);
        Layer nothing = Layer.of("", Map.of());
        if (!running && !file.isGiven() && !console.environment().containsKey("CHAT_ANALYTICS_DATABASE_URL")) {
            console.err()
                    .println("No demo is running in " + demo.toAbsolutePath().normalize()
                            + ", and no configuration is given (-c FILE, or the environment).");
        }
        return file.settings(console, running ? Layer.file(connection) : nothing, nothing);
    }
}
