package dev.chatanalytics.ops.cli;

import dev.chatanalytics.ops.config.ConfigurationException;
import dev.chatanalytics.ops.config.Layer;
import dev.chatanalytics.ops.config.Settings;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The option of every command that reads the configuration. */
final class ConfigFile {

    private static final Layer NOTHING = Layer.of("", Map.of());

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "Configuration in HOCON, JSON or properties; - for standard input.")
    private Path file;

    Settings settings(Console console) throws ConfigurationException {
        return settings(console, NOTHING, NOTHING);
    }

    Settings settings(Console console, Layer weak, Layer strong) throws ConfigurationException {
        return Settings.load(
                weak, Optional.ofNullable(file).map(ConfigFile::standardInput), console.environment(), strong);
    }

    private static Path standardInput(Path file) {
        return file.equals(Path.of("-")) ? Path.of("/dev/stdin") : file;
    }

    boolean isGiven() {
        return file != null;
    }
}
