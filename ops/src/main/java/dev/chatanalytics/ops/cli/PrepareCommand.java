package dev.chatanalytics.ops.cli;

import dev.chatanalytics.ops.Training;
import dev.chatanalytics.ops.config.Configuration;
import dev.chatanalytics.ops.config.ConfigurationException;
import dev.chatanalytics.ops.config.ConfigurationReader;
import dev.chatanalytics.ops.config.Layer;
import dev.chatanalytics.ops.config.Settings;
import dev.chatanalytics.ops.demo.EmbeddedDatabase;
import dev.chatanalytics.ops.sandbox.NlpSandbox;
import dev.chatanalytics.ops.sandbox.SandboxBehaviour;
import dev.chatanalytics.ops.sandbox.SandboxOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code prepare}: the program's part of it; the start script gives the directory, and has Java write the cache. */
@Command(
        name = "prepare",
        mixinStandardHelpOptions = true,
        description = {
            "Runs the service once, with a PostgreSQL and an NLP API of its own that are gone afterwards, so that Java",
            "(25 or later) can keep what it learns. Later starts take a second or two less, and are quick from the first",
            "message on. For whoever builds an image, or has just updated program or Java."
        })
final class PrepareCommand implements Callable<Integer> {

    private final Console console;

    @Parameters(hidden = true, paramLabel = "DIR", description = "An empty directory for the database.")
    private Path dir;

    PrepareCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        SandboxBehaviour quick = SandboxBehaviour.DEFAULT.withLatency(Duration.ofMillis(20));
        try (NlpSandbox nlp = NlpSandbox.start(
                        SandboxOptions.DEFAULT.withCannedAnswers().with(quick));
                EmbeddedDatabase database = EmbeddedDatabase.start(dir)) {
            Training.run(configuration(database.url(), nlp.url()), console.stop()::await);
        }
        return 0;
    }

    /** The defaults, whatever the environment says: nothing of the user's is touched. */
    private Configuration configuration(String databaseUrl, String nlpUrl) throws ConfigurationException {
        Layer own = Layer.of(
                "prepare",
                Map.of(
                        "http.port",
                        "0",
                        "admin.port",
                        "0",
                        "database.url",
                        databaseUrl,
                        "nlp.url",
                        nlpUrl,
                        "durability.dir",
                        dir.resolve("journal").toString(),
                        "dead-letters.dir",
                        dir.resolve("dead-letters").toString()));
        return ConfigurationReader.all(Settings.load(Layer.of("", Map.of()), Optional.empty(), Map.of(), own));
    }
}
