package dev.chatanalytics.perf.testbed;

import dev.chatanalytics.perf.cli.RunOptions;
import dev.chatanalytics.perf.load.Progress;
import dev.chatanalytics.perf.load.observe.Environment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What every run is told of the programs that it starts: for picocli to mix into a command. */
public final class StackOptions {

    @Option(names = "--texts", description = "TSV file whose last column holds the texts; else they are made up.")
    private Path texts;

    @Option(
            names = "--set",
            paramLabel = "VARIABLE=VALUE",
            description = "Setting of the service, such as CHAT_ANALYTICS_PERSIST_WRITERS=2.")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Option(names = "--service-cpu", defaultValue = "0", description = "The service's CPU.")
    private String serviceCpu;

    @Option(names = "--other-cpus", defaultValue = "1", description = "The CPUs of everything else.")
    private String otherCpus;

    @Mixin
    private RunOptions run = new RunOptions();

    /**
     * Starts everything, for a run of some minutes.
     *
     * @param name of the run, for its directory
     * @param raised settings that the run itself needs; those that were given go before them
     */
    public Bench start(String name, Map<String, String> raised) throws IOException {
        return start(name, raised, SeasonedDatabase.DEFAULT_GIGABYTES);
    }

    /**
     * The same, for a run that writes more.
     *
     * @param walGigabytes of write-ahead log that the database has at first; 10,000 messages/s write one in three minutes
     */
    public Bench start(String name, Map<String, String> raised, int walGigabytes) throws IOException {
        Path directory = run.directory(name);
        Progress progress = new Progress(System.out);
        progress.say("Starting PostgreSQL, the NLP sandbox and the service; logs and data are in " + directory);
        Map<String, String> all = new LinkedHashMap<>(raised);
        all.putAll(settings);
        Map<String, String> machine = Environment.describe(run.home()); // while nothing runs yet
        Cpus cpus = new Cpus(serviceCpu, otherCpus);
        return new Bench(
                new Surroundings(run.program(), directory, cpus, all, 1, walGigabytes),
                progress,
                directory,
                machine,
                texts,
                cpus,
                all);
    }
}
