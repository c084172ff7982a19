package dev.chatanalytics.ops.cli;

import dev.chatanalytics.ops.Offline;
import dev.chatanalytics.ops.config.ConfigurationException;
import dev.chatanalytics.ops.config.ConfigurationReader;
import dev.chatanalytics.ops.config.Settings;
import dev.chatanalytics.persistence.deadletter.DeadLetterFile;
import dev.chatanalytics.persistence.deadletter.DeadLetterFiles;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dead-letters}: what could not be stored, and another try. Each method is a command. */
@Command(
        name = "dead-letters",
        mixinStandardHelpOptions = true,
        subcommandsRepeatable = false,
        synopsisSubcommandLabel = "(ls | show | replay | purge)",
        description = {
            "Messages that could not be stored and are kept on disk.",
            "A running service replays by itself what waits for the database; poison, which the database refused, "
                    + "is kept until you decide."
        })
final class DeadLettersCommand implements Runnable {

    private static final List<String> HEADING = List.of("FILE", "ROWS", "BYTES", "OLDEST", "REASON");

    private final Console console;

    @picocli.CommandLine.Spec
    private picocli.CommandLine.Model.CommandSpec spec;

    DeadLettersCommand(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        throw new picocli.CommandLine.ParameterException(
                spec.commandLine(), "dead-letters: expected ls, show, replay or purge");
    }

    @Command(name = "ls", mixinStandardHelpOptions = true, description = "Lists the files and why they are there.")
    int ls(@Mixin Whereabouts whereabouts) throws ConfigurationException, IOException {
        List<List<String>> rows = files(whereabouts.settings(console)).list().stream()
                .map(DeadLettersCommand::cells)
                .toList();
        new Table(HEADING, List.of(40, 10, 14, 30), console.columns())
                .lines(rows)
                .forEach(console.out()::println);
        return 0;
    }

    @Command(name = "show", mixinStandardHelpOptions = true, description = "Prints a file, one JSON object a line.")
    int show(
            @Mixin Whereabouts whereabouts,
            @Parameters(paramLabel = "FILE", description = "As ls lists it, such as poison/000000000001.jsonl.")
                    String file)
            throws ConfigurationException, IOException {
        files(whereabouts.settings(console)).show(file, console.out()::println);
        return 0;
    }

    @Command(
            name = "replay",
            mixinStandardHelpOptions = true,
            description = "Stores a file's messages now, and deletes it when all of them came to rest. "
                    + "Refused while a service uses the directory.")
    int replay(
            @Mixin Whereabouts whereabouts,
            @Parameters(
                            arity = "0..1",
                            paramLabel = "FILE",
                            description = "As ls lists it. Without it: all that wait, and no poison.")
                    String file)
            throws Exception {
        Settings settings = whereabouts.settings(console);
        DeadLetterFiles.Replayed replayed =
                Offline.replay(ConfigurationReader.database(settings), ConfigurationReader.deadLetters(settings), file);
        console.out()
                .printf(
                        Locale.ROOT,
                        "%d files done: %d messages stored, %d kept as poison%n",
                        replayed.files(),
                        replayed.rows() - replayed.poison(),
                        replayed.poison());
        return 0;
    }

    @Command(
            name = "purge",
            mixinStandardHelpOptions = true,
            description = "Deletes a file of poison: its messages will never be stored. "
                    + "Refused while a service uses the directory, and for what waits for the database.")
    int purge(
            @Mixin Whereabouts whereabouts,
            @Parameters(paramLabel = "FILE", description = "As ls lists it, such as poison/000000000001.jsonl.")
                    String file,
            @Option(names = "--dry-run", description = "Only say what would be deleted.") boolean dryRun)
            throws ConfigurationException, IOException {
        DeadLetterFile purged = files(whereabouts.settings(console)).purge(file, dryRun);
        console.out()
                .printf(
                        Locale.ROOT,
                        "%s: %d messages, %d bytes, %s%n",
                        purged.name(),
                        purged.rows(),
                        purged.bytes(),
                        dryRun ? "would be deleted" : "deleted");
        return 0;
    }

    private static DeadLetterFiles files(Settings settings) throws ConfigurationException {
        return new DeadLetterFiles(ConfigurationReader.deadLetters(settings));
    }

    private static List<String> cells(DeadLetterFile file) {
        return List.of(
                file.name(),
                Long.toString(file.rows()),
                Long.toString(file.bytes()),
                file.oldest() == null ? "-" : file.oldest().toString(),
                file.reason() == null ? "-" : file.reason());
    }
}
