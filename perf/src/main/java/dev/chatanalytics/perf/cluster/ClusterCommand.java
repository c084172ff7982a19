package dev.chatanalytics.perf.cluster;

import dev.chatanalytics.perf.cli.RunOptions;
import dev.chatanalytics.perf.load.DurationConverter;
import dev.chatanalytics.perf.load.Progress;
import dev.chatanalytics.perf.load.client.Schedule;
import dev.chatanalytics.perf.load.observe.Environment;
import dev.chatanalytics.perf.promise.Scorecard;
import dev.chatanalytics.perf.testbed.Cpus;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line of the cluster run. */
@Command(
        name = "cluster",
        sortOptions = false,
        showDefaultValues = true,
        description = "Starts PostgreSQL, the NLP sandbox (200 ms) and several services on one table, opens many"
                + " keep-alive connections, sends at a total rate over them by turns, and holds what is promised against"
                + " what is measured.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:every promise was kept",
            "1:it could not be run",
            "2:wrong usage",
            "3:INVALID: a generator fell behind, or the machine was starved",
            "5:a promise was not kept"
        })
public final class ClusterCommand implements Callable<Integer> {

    /** A service closes a connection after 75 s without a request; the rise of the rate needs some of it. */
    private static final int MAX_TURN_SECONDS = 30;

    private static final int MAX_INSTANCES = 20;

    @Spec
    private CommandSpec spec;

    @Option(names = "--services", defaultValue = "4", description = "Services, and as many generators.")
    private int services;

    @Option(names = "--connections", defaultValue = "12500", description = "Keep-alive connections of each generator.")
    private int connections;

    @Option(names = "--rate", defaultValue = "10000", description = "Messages a second, all generators together.")
    private int rate;

    @Option(names = "--duration", defaultValue = "60s", converter = DurationConverter.class, description = "Measured.")
    private Duration duration;

    @Option(names = "--warmup", defaultValue = "20s", converter = DurationConverter.class, description = "Before that.")
    private Duration warmup;

    @Option(
            names = "--way",
            defaultValue = "auto",
            description = "nginx: all generators through one nginx; direct: each to its service; auto: through nginx"
                    + " where it is installed.")
    private Way way;

    @Option(names = "--bots", defaultValue = "50000", description = "Chatbots that the messages come from.")
    private int bots;

    @Option(
            names = "--set",
            paramLabel = "VARIABLE=VALUE",
            description = "Setting of the services, such as CHAT_ANALYTICS_DURABILITY_MODE=memory.")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Option(names = "--service-cpus", defaultValue = "0", description = "The CPUs of all services together.")
    private String serviceCpus;

    @Option(names = "--other-cpus", defaultValue = "1", description = "The CPUs of everything else.")
    private String otherCpus;

    @Mixin
    private RunOptions run = new RunOptions();

    /** Runs it and ends the process. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return RunOptions.commandLine(new ClusterCommand());
    }

    @Override
    public Integer call() throws IOException {
        ClusterOptions options = options();
        Path directory = run.directory("cluster");
        Progress progress = new Progress(System.out);
        progress.say(wayInWords(options));
        Map<String, String> machine = Environment.describe(run.home());
        ClusterResult result = new ClusterRun(options, run, directory, progress).execute();
        return report(result, options, directory, progress, machine);
    }

    private int report(
            ClusterResult result,
            ClusterOptions options,
            Path directory,
            Progress progress,
            Map<String, String> machine)
            throws IOException {
        Map<String, String> environment = new LinkedHashMap<>(machine);
        environment.putAll(options.describe());
        progress.say("Each generator's page is in its own directory below " + directory);
        return new Scorecard("Cluster: " + options.instances() + " services, " + rate + " messages/s")
                .table(ClusterFigures.of(result, options))
                .promise(ClusterPromises.of(result, options))
                .invalid(result.invalidBecause())
                .finish(progress, directory, environment);
    }

    private String wayInWords(ClusterOptions options) {
        if (options.nginx() != null) {
            return "Through " + options.nginx() + ", which holds the connections in the services' place";
        }
        return way == Way.DIRECT
                ? "Directly: each generator connects to its own service"
                : "nginx is not installed, so it is left out: each generator connects to its own service";
    }

    private ClusterOptions options() {
        expect(
                services >= 1 && services <= MAX_INSTANCES,
                "--services: " + services + " (expected: 1 to " + MAX_INSTANCES + ")");
        expect(connections >= 1, "--connections: " + connections + " (expected: 1 or more)");
        expect(!duration.isZero(), "--duration: 0 (expected: more)");
        int least = Math.max(services, (services * connections + MAX_TURN_SECONDS - 1) / MAX_TURN_SECONDS);
        expect(
                rate >= least,
                "--rate: " + rate + " (expected: " + least + " or more, so that each connection has its turn every "
                        + MAX_TURN_SECONDS + " s: services close those that are idle for longer than 75 s)");
        Schedule schedule = new Schedule(rate, warmup, duration);
        Cpus cpus = new Cpus(serviceCpus, otherCpus);
        return new ClusterOptions(services, connections, schedule, bots, nginx(), cpus, settings);
    }

    private Path nginx() {
        try {
            return way.nginx(Nginx.find());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private void expect(boolean right, String otherwise) {
        if (!right) {
            throw new ParameterException(spec.commandLine(), otherwise);
        }
    }
}
