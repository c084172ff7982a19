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
import dev.chatanalytics.perf.load.Progress;
import dev.chatanalytics.perf.load.observe.Environment;
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
import picocli.CommandLine.Option;

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
            "0:90 %% or more",
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
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Setting of the service, such as persist.writers=2; else its defaults.")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Option(names = "--client-cpus", defaultValue = "0", description = "CPUs of the store and of psql.")
    private String clientCpus;

    @Option(names = "--database-cpus", defaultValue = "1", description = "CPUs of PostgreSQL.")
    private String databaseCpus;

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
        Path directory = run.directory("storing");
        Map<String, String> machine = Environment.describe(run.home());
        Affinity.moveTo(databaseCpus); // which PostgreSQL inherits
        try (EmbeddedDatabase server =
                SeasonedDatabase.start(directory.resolve("database"), SeasonedDatabase.DEFAULT_GIGABYTES)) {
            AtExit atExit = new AtExit(server);
            try {
                return compare(directory, server, machine);
            } finally {
                atExit.close();
            }
        }
    }

    private int compare(Path directory, EmbeddedDatabase server, Map<String, String> machine)
            throws IOException, SQLException, InterruptedException {
        Affinity.moveTo(clientCpus);
        Configuration configuration = ServiceDefaults.with(settings(server.url()));
        try (TimerWheel timers = new TimerWheel("timers");
                Database database = new Database(configuration.database(), timers)) {
            return compare(directory, server, database, configuration.engine().persist(), machine);
        }
    }

    private int compare(
            Path directory, EmbeddedDatabase server, Database database, Persist persist, Map<String, String> machine)
            throws IOException, SQLException, InterruptedException {
        Progress progress = new Progress(System.out);
        database.migrate();
        Psql psql = Psql.find(server.url());
        try (Connection connection = database.connect()) {
            MessagesTable table = new MessagesTable(connection, Postmaster.of(directory.resolve("database")), rows);
            long now = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
            StoreContender store =
                    new StoreContender(new CopyMessageStore(database), Rows.make(rows, now), persist, table);
            store.turn(); // makes the partition, opens the connections, warms up, and fills what is exported
            PsqlContender text = PsqlContender.export(psql, "text", directory, table);
            PsqlContender binary = PsqlContender.export(psql, "binary", directory, table);
            var turns = Rounds.run(List.of(store, text, binary), rounds, progress::say);
            var result = new Comparison("rows", store.name(), List.of(text.name(), binary.name()), REACH, turns);
            return ComparisonScorecard.of(result).finish(progress, directory, around(psql, persist, machine));
        }
    }

    /** More patient than by default, since a batch that is given up is no rate. */
    private Map<String, String> settings(String url) {
        Map<String, String> all = new HashMap<>(Map.of("database.url", url, "database.write-timeout", "10s"));
        all.putAll(settings);
        return all;
    }

    private Map<String, String> around(Psql psql, Persist persist, Map<String, String> machine) throws IOException {
        Map<String, String> all = new LinkedHashMap<>(machine);
        all.put("CPUs of store and psql", clientCpus);
        all.put("CPUs of PostgreSQL", databaseCpus);
        all.put("psql", psql.version());
        all.put("writers, rows a batch", persist.writers() + ", " + persist.batchRows());
        all.put("rows a turn", Integer.toString(rows));
        return all;
    }
}
