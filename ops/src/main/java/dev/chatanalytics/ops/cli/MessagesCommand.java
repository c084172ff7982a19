package dev.chatanalytics.ops.cli;

import dev.chatanalytics.ops.Offline;
import dev.chatanalytics.ops.config.ConfigurationReader;
import dev.chatanalytics.persistence.database.MessageReader;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code messages}: the newest rows as a table. */
@Command(
        name = "messages",
        mixinStandardHelpOptions = true,
        description = {
            "Shows the newest rows of the table, the newest last.",
            "Without options: those of the demo that is running in this directory."
        })
final class MessagesCommand implements Callable<Integer> {

    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final Console console;

    @Mixin
    private Whereabouts whereabouts;

    @Option(names = "--bot", paramLabel = "ID", description = "Only those of this bot.")
    private String bot;

    @Option(
            names = {"-n", "--limit"},
            paramLabel = "N",
            defaultValue = "20",
            description = "How many at most. Default: ${DEFAULT-VALUE}")
    private int limit;

    @Option(
            names = {"-f", "--follow"},
            description = "Go on and show rows as they come, until Ctrl-C or until nobody reads them.")
    private boolean follow;

    MessagesCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        if (limit < 1) {
            console.err().println("--limit: " + limit + " (expected: at least 1)");
            return Main.WRONG;
        }
        Offline.read(ConfigurationReader.database(whereabouts.settings(console)), bot, this::show);
        return 0;
    }

    private void show(MessageReader reader) throws SQLException, InterruptedException {
        MessageTable table = new MessageTable(console.columns());
        List<String> lines = table.begin(reader.newest(limit));
        lines.forEach(console.out()::println);
        if (!follow && lines.size() == 1) {
            console.err().println("(no messages yet)");
        }
        while (follow && !console.out().checkError() && !console.stop().await(INTERVAL)) {
            showNew(reader, table);
        }
    }

    /** A database that is away for a while is no reason to end. */
    private void showNew(MessageReader reader, MessageTable table) {
        try {
            table.rows(reader.next(limit)).forEach(console.out()::println);
        } catch (SQLException e) {
            console.err().println("(the database does not answer: " + Main.oneLine(e) + ")");
        }
    }
}
