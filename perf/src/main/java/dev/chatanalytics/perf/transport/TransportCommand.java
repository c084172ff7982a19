package dev.chatanalytics.perf.transport;

import dev.chatanalytics.perf.cli.RunOptions;
import dev.chatanalytics.perf.compare.Affinity;
import dev.chatanalytics.perf.compare.Comparison;
import dev.chatanalytics.perf.compare.ComparisonScorecard;
import dev.chatanalytics.perf.compare.Rounds;
import dev.chatanalytics.perf.load.DurationConverter;
import dev.chatanalytics.perf.load.Progress;
import dev.chatanalytics.perf.load.observe.Environment;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command line of the comparison of transport with bare Netty. */
@Command(
        name = "transport",
        sortOptions = false,
        showDefaultValues = true,
        description = {
            "Holds the service's HTTP front, with validation and nothing beyond, against a bare Netty server that answers"
                    + " 202 without looking: in turns, each on one CPU, as fast as it can. What is compared is messages a"
                    + " second of the server's CPU time.",
            "A third contender has the engine behind it, whose ports do nothing; it is shown, and not judged."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:80 %% or more",
            "1:it could not be run",
            "2:wrong usage",
            "3:INVALID: the server was not at its limit, the machine was starved, or the rounds disagree",
            "5:less than 80 %%"
        })
public final class TransportCommand implements Callable<Integer> {

    private static final double REACH = 0.8;

    @Option(names = "--rounds", defaultValue = "5", description = "Turns of each.")
    private int rounds;

    @Option(names = "--duration", defaultValue = "10s", converter = DurationConverter.class, description = "Of a turn.")
    private Duration duration;

    @Option(names = "--warmup", defaultValue = "10s", converter = DurationConverter.class, description = "Before that.")
    private Duration warmup;

    @Option(names = "--connections", defaultValue = "256", description = "Keep-alive connections, all in use.")
    private int connections;

    @Option(names = "--server-cpu", defaultValue = "0", description = "The server's CPU.")
    private String serverCpu;

    @Option(names = "--other-cpus", defaultValue = "1", description = "The generator's CPUs.")
    private String otherCpus;

    @Mixin
    private RunOptions run = new RunOptions();

    /** Runs it and ends the process. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return RunOptions.commandLine(new TransportCommand());
    }

    @Override
    public Integer call() throws IOException, SQLException, InterruptedException {
        Path directory = run.directory("transport");
        Progress progress = new Progress(System.out);
        Affinity.moveTo(otherCpus);
        Map<String, String> machine = Environment.describe(run.home());
        var options = new LoadedFront.Options(serverCpu, connections, warmup, duration);
        List<LoadedFront> fronts = Stream.of(Front.values())
                .map(front -> new LoadedFront(front, options, directory))
                .toList();
        var turns = Rounds.run(fronts, rounds, progress::say);
        var result = new Comparison("messages", Front.TRANSPORT.label(), List.of(Front.BARE.label()), REACH, turns);
        return ComparisonScorecard.of(result).finish(progress, directory, around(machine));
    }

    private Map<String, String> around(Map<String, String> machine) {
        Map<String, String> all = new LinkedHashMap<>(machine);
        all.put("CPU of the server", serverCpu);
        all.put("a second", "of the server's CPU time; a ballast on its CPU keeps it at its limit");
        all.put("connections", Integer.toString(connections));
        all.put("a turn", warmup.toMillis() + " ms of warm-up, " + duration.toMillis() + " ms measured");
        return all;
    }
}
