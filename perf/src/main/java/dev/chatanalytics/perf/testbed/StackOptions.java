package dev.chatanalytics.perf.testbed;

import dev.chatanalytics.perf.load.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** What every run is told of the programs that it starts: for picocli to mix into a command. */
public final class StackOptions {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss");

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

    @Option(names = "--out", description = "Directory for reports, logs and data (default: perf/target/NAME-<time>).")
    private Path out;

    @Option(names = "--home", required = true, hidden = true, defaultValue = "${sys:perf.home}")
    private Path home;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this.")
    private boolean help;

    /** A command line whose failures are told in one line. */
    public static CommandLine commandLine(Object command) {
        return new CommandLine(command)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((e, line, parsed) -> {
                    line.getErr().println(line.getCommandName() + ": " + (e.getMessage() == null ? e : e.getMessage()));
                    return CommandLine.ExitCode.SOFTWARE;
                });
    }

    /**
     * Starts everything.
     *
     * @param name of the run, for its directory
     * @param raised settings that the run itself needs; those that were given go before them
     */
    public Bench start(String name, Map<String, String> raised) throws IOException {
        Path directory = (out == null
                        ? home.resolve("target").resolve(name + "-" + TIME.format(LocalDateTime.now()))
                        : out)
                .toAbsolutePath();
        Path program = home.resolve("../ops/bin/chat-analytics").toRealPath();
        Progress progress = new Progress(System.out);
        progress.say("Starting PostgreSQL, the NLP sandbox and the service; logs and data are in " + directory);
        Map<String, String> all = new LinkedHashMap<>(raised);
        all.putAll(settings);
        Cpus cpus = new Cpus(serviceCpu, otherCpus);
        return new Bench(
                new Surroundings(program, directory, cpus, all, 1), progress, directory, home, texts, cpus, all);
    }
}
