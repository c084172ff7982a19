package dev.chatanalytics.ops.cli;

import dev.chatanalytics.ops.config.Configuration;
import dev.chatanalytics.ops.config.ConfigurationException;
import dev.chatanalytics.ops.config.ConfigurationReader;
import dev.chatanalytics.ops.config.Listing;
import dev.chatanalytics.ops.config.Settings;
import dev.chatanalytics.ops.config.Warnings;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code config}: says what the service would run with, or all that is wrong with it. */
@Command(
        name = "config",
        mixinStandardHelpOptions = true,
        description = {
            "Checks the configuration and prints what is in effect and where it comes from.",
            "Secrets are masked. Exits with 2 when there is a fault, and lists them all."
        })
final class ConfigCommand implements Callable<Integer> {

    private final Console console;

    @Mixin
    private ConfigFile file;

    ConfigCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws ConfigurationException {
        Settings settings = file.settings(console);
        Configuration configuration = ConfigurationReader.all(settings);
        Listing.of(settings).forEach(console.out()::println);
        Warnings.of(configuration).forEach(warning -> console.out().println("# warning: " + warning));
        return 0;
    }
}
