package dev.chatanalytics.perf.slo;

import dev.chatanalytics.perf.load.DurationConverter;
import dev.chatanalytics.perf.load.LoadOptions;
import dev.chatanalytics.perf.load.Progress;
import dev.chatanalytics.perf.load.Reports;
import dev.chatanalytics.perf.load.client.Fleet;
import dev.chatanalytics.perf.load.client.Schedule;
import dev.chatanalytics.perf.load.client.SourceAddresses;
import dev.chatanalytics.perf.load.client.Texts;
import dev.chatanalytics.perf.load.observe.Environment;
import dev.chatanalytics.perf.load.result.LoadResult;
import dev.chatanalytics.perf.promise.Promise;
import dev.chatanalytics.perf.promise.PromiseTable;
import dev.chatanalytics.perf.testbed.Cpus;
import dev.chatanalytics.perf.testbed.ServiceProcess;
import dev.chatanalytics.perf.testbed.Surroundings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command line of the headline run. */
@Command(
        name = "slo",
        sortOptions = false,
        showDefaultValues = true,
        description = "Starts PostgreSQL, the NLP sandbox (200 ms) and the service, the service alone on one CPU, and"
                + " holds what it promises against what is measured.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:every promise was kept",
            "1:it could not be run",
            "2:wrong usage",
            "3:INVALID: the generator fell behind, or the machine was starved",
            "5:a promise was not kept"
        })
public final class SloCommand implements Callable<Integer> {

    private static final DateTimeFormatter DIRECTORY = DateTimeFormatter.ofPattern("'slo-'uuuuMMdd-HHmmss");

    @Option(names = "--rate", defaultValue = "10000", description = "Messages a second.")
    private int rate;

    @Option(names = "--duration", defaultValue = "60s", converter = DurationConverter.class, description = "Measured.")
    private Duration duration;

    @Option(names = "--warmup", defaultValue = "20s", converter = DurationConverter.class, description = "Before that.")
    private Duration warmup;

    @Option(
            names = "--cold",
            description = "The load begins at its full rate when the service is first ready, without warm-up; all else"
                    + " was warmed up on another service before.")
    private boolean cold;

    @Option(names = "--connections", defaultValue = "2000", description = "Keep-alive connections.")
    private int connections;

    @Option(names = "--bots", defaultValue = "1000", description = "Chatbots that the messages come from.")
    private int bots;

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

    @Option(names = "--out", description = "Directory for report, logs and data (default: perf/target/slo-<time>).")
    private Path out;

    @Option(names = "--home", required = true, hidden = true)
    private Path home;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this.")
    private boolean help;

    /** Runs it and ends the process. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new SloCommand())
                .setExecutionExceptionHandler((e, line, parsed) -> {
                    line.getErr().println("slo: " + (e.getMessage() == null ? e : e.getMessage()));
                    return CommandLine.ExitCode.SOFTWARE;
                })
                .execute(arguments));
    }

    @Override
    public Integer call() throws IOException, SQLException, InterruptedException {
        Path directory = (out == null ? home.resolve("target").resolve(DIRECTORY.format(LocalDateTime.now())) : out)
                .toAbsolutePath();
        Path program = home.resolve("../ops/bin/chat-analytics").toRealPath();
        Progress progress = new Progress(System.out);
        progress.say("Starting PostgreSQL, the NLP sandbox and the service; logs and data are in " + directory);
        try (Surroundings around = new Surroundings(program, directory, new Cpus(serviceCpu, otherCpus), settings, 0)) {
            if (cold) {
                rehearse(around, progress, directory);
            }
            Duration databaseBefore = around.databaseCpu();
            Duration sandboxBefore = around.sandboxCpu();
            try (ServiceProcess service = around.startService(directory.resolve("service-1"))) {
                Schedule schedule = new Schedule(rate, cold ? Duration.ZERO : warmup, duration);
                LoadResult result = load(around, service, schedule, progress, directory);
                int messages = result.run().outcomes().size();
                progress.say("CPU of the NLP sandbox "
                        + micros(around.sandboxCpu().minus(sandboxBefore), messages) + ", of PostgreSQL "
                        + micros(around.databaseCpu().minus(databaseBefore), messages)
                        + " µs a message, warm-up and audit included");
                return judge(
                        result, cold ? Promises.cold(result, service.untilReady()) : Promises.of(result), progress);
            }
        }
    }

    /** So that the generator, the sandbox and PostgreSQL are warm, and the service that follows is all that is cold. */
    private void rehearse(Surroundings around, Progress progress, Path directory)
            throws IOException, SQLException, InterruptedException {
        progress.say("Warming up all but the service, on another one");
        Path kept = directory.resolve("rehearsal");
        try (ServiceProcess service = around.startService(kept)) {
            load(around, service, new Schedule(rate, warmup, Duration.ofSeconds(1)), progress, kept);
        }
        progress.say("Now the service, cold");
    }

    private LoadResult load(
            Surroundings around, ServiceProcess service, Schedule schedule, Progress progress, Path directory)
            throws IOException, SQLException, InterruptedException {
        InetSocketAddress target = service.address();
        LoadOptions options = new LoadOptions(
                target,
                service.admin(),
                around.databaseUrl(),
                schedule,
                connections,
                1,
                bots,
                texts,
                Duration.ofSeconds(10));
        Texts said = texts == null ? Texts.generated() : Texts.of(texts);
        try (Fleet fleet = Fleet.open(target, new SourceAddresses(target.getAddress()), said, connections, 1)) {
            return new Reports(fleet, progress, environment()).run(options, directory);
        }
    }

    private Map<String, String> environment() {
        Map<String, String> all = new LinkedHashMap<>(Environment.describe(home));
        all.put("CPU of the service", serviceCpu);
        all.put("start", cold ? "cold" : "warm");
        all.put("settings of the service", settings.isEmpty() ? "defaults" : settings.toString());
        return all;
    }

    private static int judge(LoadResult result, List<Promise> promises, Progress progress) {
        PromiseTable.lines(promises).forEach(progress::say);
        return PromiseTable.exitCode(result.verdict().valid(), promises);
    }

    private static String micros(Duration cpu, int messages) {
        return String.format(Locale.ROOT, "%.1f", cpu.toNanos() / 1000.0 / messages);
    }
}
