package dev.chatanalytics.ops.cli;

import dev.chatanalytics.ops.config.Configuration;
import dev.chatanalytics.ops.config.ConfigurationReader;
import dev.chatanalytics.ops.config.Settings;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code serve}: runs the service until it is asked to stop. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = {
            "Runs the service on your PostgreSQL and your NLP API until SIGTERM or Ctrl-C.",
            "It needs nlp.url and database.url. While the database is away, starting or too busy messages wait on disk",
            "(with durability.mode=memory they are refused), and /readyz says so.",
            "Asked to stop, it takes no more messages and exits with 0 once all that it took are safe.",
            "Asked a second time it leaves the rest to the journal and ends at once."
        })
final class ServeCommand implements Callable<Integer> {

    private final Console console;

    @Mixin
    private ConfigFile file;

    ServeCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        Settings settings = file.settings(console);
        Configuration configuration = ConfigurationReader.all(settings);
        return ServiceRun.run(settings, configuration, console.stop(), service -> {});
    }
}
