package dev.chatanalytics.perf.storing;

import dev.chatanalytics.engine.EngineOptions.Persist;
import dev.chatanalytics.engine.runtime.TimerWheel;
import dev.chatanalytics.ops.config.Configuration;
import dev.chatanalytics.ops.demo.EmbeddedDatabase;
import dev.chatanalytics.perf.cli.RunOptions;
import dev.chatanalytics.perf.compare.Affinity;
import dev.chatanalytics.perf.compare.Comparison;
import dev.chatanalytics.perf.compare.ComparisonScorecard;
import dev.chatanalytics.perf.compare.Rounds;
import dev.chatanalytics.perf.compare.ServiceDefaults;
import dev.chatanalytics.perf.compare.Turn;
import dev.chatanalytics.perf.load.Progress;
import dev.chatanalytics.perf.load.observe.Environment;
import dev.chatanalytics.perf.promise.Scorecard;
import dev.chatanalytics.perf.promise.Table;
import dev.chatanalytics.perf.testbed.AtExit;
import dev.chatanalytics.perf.testbed.Postmaster;
import dev.chatanalytics.perf.testbed.SeasonedDatabase;
import dev.chatanalytics.persistence.copy.CopyMessageStore;
import dev.chatanalytics.persistence.database.Database;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command line of the comparison of the store with {@code psql}'s {@code \copy}. */
@Command(
        name = "storing",
        sortOptions = false,
        showDefaultValues = true,
        description =
                "Stores rows through the service's store, and the same rows by psql's \\copy, as text and as binary,"
                        + " into the same table of an embedded PostgreSQL, in turns; the faster \\copy counts.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:90 %% or more, or with duplicates",
            "1:it could not be run",
            "2:wrong usage",
            "3:INVALID: the machine was starved, or the rounds disagree",
            "5:less than 90 %%"
        })
public final class StoringCommand implements Callable<Integer> {

    private static final double REACH = 0.9;

    @Option(names = "--rounds", defaultValue = "5", description = "Turns of each.")
    private int rounds;

    @Option(names = "--rows", defaultValue = "200000", description = "Rows of a turn.")
    private int rows;

    @Option(
            names = "--duplicates",
            paramLabel = "PERCENT",
            defaultValue = "0",
            description = "Rows that repeat earlier ones, 0 to 90. With any the store runs alone and nothing is"
                    + " promised, since \\copy fails at the first.")
    private String duplicates;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Setting of the service, such as persist.writers=2; else its defaults.")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Option(names = "--client-cpus", defaultValue = "0", description = "CPUs of the store and of psql.")
    private String clientCpus;

    @Option(names = "--database-cpus", defaultValue = "1", description = "CPUs of PostgreSQL.")
    private String databaseCpus;

    @Spec
    private CommandSpec spec;

    @Mixin
    private RunOptions run = new RunOptions();

    /** Runs it and ends the process. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return RunOptions.commandLine(new StoringCommand());
    }

    @Override
    public Integer call() throws IOException, SQLException, InterruptedException {
        Repeats repeats = repeats();
        Path directory = run.directory("storing");
        Map<String, String> machine = Environment.describe(run.home());
        Affinity.moveTo(databaseCpus); // which PostgreSQL inherits
        try (EmbeddedDatabase server =
                SeasonedDatabase.start(directory.resolve("database"), SeasonedDatabase.DEFAULT_GIGABYTES)) {
            AtExit atExit = new AtExit(server);
            try {
                return compare(directory, server, repeats, machine);
            } finally {
                atExit.close();
            }
        }
    }

    private int compare(Path directory, EmbeddedDatabase server, Repeats repeats, Map<String, String> machine)
            throws IOException, SQLException, InterruptedException {
        Affinity.moveTo(clientCpus);
        Configuration configuration = ServiceDefaults.with(settings(server.url()));
        try (TimerWheel timers = new TimerWheel("timers");
                Database database = new Database(configuration.database(), timers)) {
            database.migrate();
            Persist persist = configuration.engine().persist();
            try (Connection connection = database.connect()) {
                int distinct = rows - repeats.count();
                ProcessHandle postmaster = Postmaster.of(directory.resolve("database"));
                MessagesTable table = new MessagesTable(connection, postmaster, distinct);
                long now = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
                StoreContender store =
                        new StoreContender(new CopyMessageStore(database), Rows.make(repeats, now), persist, table);
                store.turn(); // makes the partition, opens the connections, warms up, and fills what is exported
                Map<String, String> around = around(persist, machine);
                return repeats.percent() == 0
                        ? compare(directory, store, Psql.find(server.url()), table, around)
                        : alone(directory, store, around);
            }
        }
    }

    private int compare(
            Path directory, StoreContender store, Psql psql, MessagesTable table, Map<String, String> around)
            throws IOException, SQLException, InterruptedException {
        Progress progress = new Progress(System.out);
        PsqlContender text = PsqlContender.export(psql, "text", directory, rows, table);
        PsqlContender binary = PsqlContender.export(psql, "binary", directory, rows, table);
        var turns = Rounds.run(List.of(store, text, binary), rounds, progress::say);
        var result = new Comparison("rows", store.name(), List.of(text.name(), binary.name()), REACH, turns);
        around.put("psql", psql.version());
        return ComparisonScorecard.of(result).table(cost(store, turns)).finish(progress, directory, around);
    }

    private int alone(Path directory, StoreContender store, Map<String, String> around)
            throws IOException, SQLException, InterruptedException {
        Progress progress = new Progress(System.out);
        var turns = Rounds.run(List.of(store), rounds, progress::say);
        List<String> doubts = turns.get(store.name()).stream()
                .flatMap(turn -> turn.doubts().stream())
                .toList();
        return new Scorecard("store with " + duplicates + " % duplicates")
                .table(cost(store, turns))
                .invalid(doubts)
                .finish(progress, directory, around);
    }

    private static Table cost(StoreContender store, Map<String, List<Turn>> turns) {
        List<StoreCost> all = store.costs();
        return StoreCost.table(turns.get(store.name()), all.subList(1, all.size()));
    }

    private Repeats repeats() {
        try {
            return Repeats.of(duplicates, rows);
        } catch (IllegalArgumentException e) {
            throw new CommandLine.ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    /** More patient than by default, since a batch that is given up is no rate. */
    private Map<String, String> settings(String url) {
        Map<String, String> all = new HashMap<>(Map.of("database.url", url, "database.write-timeout", "10s"));
        all.putAll(settings);
        return all;
    }

    private Map<String, String> around(Persist persist, Map<String, String> machine) {
        Map<String, String> all = new LinkedHashMap<>(machine);
        all.put("CPUs of store and psql", clientCpus);
        all.put("CPUs of PostgreSQL", databaseCpus);
        all.put("writers, rows a batch", persist.writers() + ", " + persist.batchRows());
        all.put("rows a turn", Integer.toString(rows));
        all.put("duplicates, %", duplicates);
        return all;
    }
}
