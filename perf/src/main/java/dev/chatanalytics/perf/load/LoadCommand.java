package dev.chatanalytics.perf.load;

import dev.chatanalytics.perf.cli.RunOptions;
import dev.chatanalytics.perf.load.client.Fleet;
import dev.chatanalytics.perf.load.client.MessageHead;
import dev.chatanalytics.perf.load.client.Schedule;
import dev.chatanalytics.perf.load.client.SourceAddresses;
import dev.chatanalytics.perf.load.client.Texts;
import dev.chatanalytics.perf.load.observe.Environment;
import dev.chatanalytics.perf.load.result.LoadResult;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line of the load generator. */
@Command(
        name = "load",
        sortOptions = false,
        description =
                "Sends messages to a running service at a constant rate, whatever it does (an open model), and"
                        + " reports what became of each. Latency counts from the moment at which a message was meant to be sent.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:the run is valid, and every 202 was kept (as far as --database lets it be seen)",
            "1:it could not be run",
            "2:wrong usage",
            "3:INVALID: the generator fell behind, or the machine was starved",
            "4:a message that was answered 202 is missing in the table, or there twice"
        },
        showDefaultValues = true)
public final class LoadCommand implements Callable<Integer> {

    static final int INVALID = 3;
    static final int BROKEN_PROMISE = 4;

    @Spec
    private CommandSpec spec;

    @Option(names = "--url", defaultValue = "http://127.0.0.1:8080", description = "The service.")
    private URI url;

    @Option(names = "--admin", description = "Its admin address, such as http://127.0.0.1:8081: reads /metrics.")
    private URI admin;

    @Option(
            names = "--database",
            description =
                    "Its database, such as 'jdbc:postgresql://127.0.0.1/chat?user=…&password=…': after the run each"
                            + " 202 is held against the table.")
    private String database;

    @Option(names = "--rate", defaultValue = "1000", description = "Messages a second; with --find-max the first.")
    private int rate;

    @Option(names = "--duration", defaultValue = "60s", converter = DurationConverter.class, description = "Measured.")
    private Duration duration;

    @Option(
            names = "--warmup",
            defaultValue = "10s",
            converter = DurationConverter.class,
            description = "Before that, at the same rate.")
    private Duration warmup;

    @Option(names = "--find-max", description = "Raise the rate until it does not hold, then close in on the highest.")
    private boolean findMax;

    @Option(
            names = "--p99-limit",
            defaultValue = "400ms",
            converter = DurationConverter.class,
            description =
                    "With --find-max: a rate holds when every message is answered 202 and the 99th percentile is at"
                            + " most this, received to stored with --database, else of the answers; with it also when at"
                            + " most 1 %% of the rows are without NLP data.")
    private Duration p99Limit;

    @Option(names = "--connections", defaultValue = "2000", description = "Keep-alive connections.")
    private int connections;

    @Option(names = "--loops", defaultValue = "1", description = "Event loops, each a thread; one is cheapest.")
    private int loops;

    @Option(names = "--bots", defaultValue = "1000", description = "Chatbots that the messages come from.")
    private int bots;

    @Option(names = "--texts", description = "TSV file whose last column holds the texts; else they are made up.")
    private Path texts;

    @Option(
            names = "--settle",
            defaultValue = "30s",
            converter = DurationConverter.class,
            description = "After the run, messages answered 202 that are not in the table yet are waited for until"
                    + " none has come for so long.")
    private Duration settle;

    @Option(
            names = "--first-source",
            defaultValue = "1",
            description =
                    "To a target on loopback: last byte of the first source address, 127.0.0.1. Several generators"
                            + " need one each.")
    private int firstSource;

    @Option(
            names = "--in-step",
            description = "With other generators: with all connections open, and again before they are closed, wait for"
                    + " a line on standard input.")
    private boolean inStep;

    @Mixin
    private RunOptions run = new RunOptions();

    /** Runs one load and ends the process. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return RunOptions.commandLine(new LoadCommand());
    }

    @Override
    public Integer call() throws IOException, SQLException, InterruptedException {
        LoadOptions options = options();
        Path directory = run.directory("load");
        Progress progress = new Progress(System.out);
        Texts said = options.texts() == null ? Texts.generated() : Texts.of(options.texts());
        SourceAddresses sources = new SourceAddresses(options.target().getAddress(), firstSource);
        try (Fleet fleet = Fleet.open(options.target(), sources, said, connections, loops)) {
            progress.say(fleet.openConnections() + " connections to " + url + " are open");
            Reports reports = new Reports(fleet, progress, Environment.describe(run.home()));
            Step step = new Step(inStep ? System.in : null, progress);
            step.begin();
            int code = findMax ? findMax(options, reports, progress, directory) : once(options, reports, directory);
            step.end();
            return code;
        }
    }

    private static int once(LoadOptions options, Reports reports, Path directory)
            throws IOException, SQLException, InterruptedException {
        LoadResult result = reports.run(options, directory);
        if (!result.promiseKept()) {
            return BROKEN_PROMISE;
        }
        return result.verdict().valid() ? CommandLine.ExitCode.OK : INVALID;
    }

    private int findMax(LoadOptions options, Reports reports, Progress progress, Path directory)
            throws IOException, SQLException, InterruptedException {
        int best = new FindMax(options, p99Limit, reports::run, progress).execute(directory);
        progress.say(best == 0 ? "No rate holds" : "Highest rate that holds: " + best + "/s");
        return best == 0 ? CommandLine.ExitCode.SOFTWARE : CommandLine.ExitCode.OK;
    }

    private LoadOptions options() {
        expect(rate >= 1, "--rate: " + rate + " (expected: 1 or more)");
        expect(loops >= 1, "--loops: " + loops + " (expected: 1 or more)");
        expect(connections >= loops, "--connections: " + connections + " (expected: --loops, " + loops + ", or more)");
        expect(
                bots >= 1 && bots <= MessageHead.MAX_BOTS,
                "--bots: " + bots + " (expected: 1 to " + MessageHead.MAX_BOTS + ")");
        expect(!duration.isZero(), "--duration: 0 (expected: more)");
        Schedule schedule = new Schedule(rate, warmup, duration);
        return new LoadOptions(target(), admin, database, schedule, connections, loops, bots, texts, settle);
    }

    private InetSocketAddress target() {
        expect(
                "http".equals(url.getScheme()) && url.getHost() != null,
                "--url: " + url + " (expected: such as http://127.0.0.1:8080)");
        InetSocketAddress target = new InetSocketAddress(url.getHost(), url.getPort() < 0 ? 80 : url.getPort());
        expect(!target.isUnresolved(), "--url: " + url + " (expected: a host that has an address)");
        return target;
    }

    private void expect(boolean right, String otherwise) {
        if (!right) {
            throw new ParameterException(spec.commandLine(), otherwise);
        }
    }
}
