package dev.chatanalytics.perf.scenario;

import dev.chatanalytics.perf.load.DurationConverter;
import dev.chatanalytics.perf.load.client.Schedule;
import dev.chatanalytics.perf.load.observe.StoredRows;
import dev.chatanalytics.perf.load.result.LoadResult;
import dev.chatanalytics.perf.promise.Scorecard;
import dev.chatanalytics.perf.scenario.Stalls.Stall;
import dev.chatanalytics.perf.testbed.Bench;
import dev.chatanalytics.perf.testbed.Loader;
import dev.chatanalytics.perf.testbed.Part;
import dev.chatanalytics.perf.testbed.StackOptions;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Freezes a part of the system under load. */
@Command(
        name = "stall",
        sortOptions = false,
        showDefaultValues = true,
        description =
                "Freezes the service, the NLP sandbox or PostgreSQL (SIGSTOP, SIGCONT) under load, several times.")
final class StallCommand implements Callable<Integer> {

    private static final Duration BEFORE_FIRST = Duration.ofSeconds(5);

    @Spec
    private CommandSpec spec;

    @Option(names = "--of", required = true, description = "Who is frozen: service, nlp or database.")
    private Part of;

    @Option(
            names = "--length",
            defaultValue = "500ms",
            converter = DurationConverter.class,
            description = "Of a stall.")
    private Duration length;

    @Option(names = "--stalls", defaultValue = "5", description = "How many.")
    private int stalls;

    @Option(
            names = "--every",
            defaultValue = "12s",
            converter = DurationConverter.class,
            description = "From one to the next.")
    private Duration every;

    @Option(names = "--rate", defaultValue = "10000", description = "Messages a second.")
    private int rate;

    @Option(names = "--warmup", defaultValue = "20s", converter = DurationConverter.class, description = "Before that.")
    private Duration warmup;

    @Option(
            names = "--connections",
            defaultValue = "8000",
            description = "Keep-alive connections: so many that none is lacking for the messages due in a stall.")
    private int connections;

    @Option(names = "--bots", defaultValue = "1000", description = "Chatbots that the messages come from.")
    private int bots;

    @Mixin
    private StackOptions stack;

    @Override
    public Integer call() throws IOException, SQLException, InterruptedException {
        if (stalls < 1 || every.compareTo(length.plusSeconds(2)) < 0) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--stalls " + stalls + ", --every " + every.toMillis()
                            + " ms (expected: at least one, and 2 s between" + " the end of one and the next)");
        }
        try (Bench bench = stack.start("stall-" + of.name().toLowerCase(Locale.ROOT), Map.of());
                Loader loader = bench.connect(connections)) {
            return bench.finish(measure(bench, loader));
        }
    }

    private Scorecard measure(Bench bench, Loader loader) throws IOException, SQLException, InterruptedException {
        Schedule schedule = new Schedule(rate, warmup, BEFORE_FIRST.plus(every.multipliedBy(stalls)));
        Stalls.Plan plan = new Stalls.Plan(warmup.plus(BEFORE_FIRST), every, stalls, length);
        try (Stalls running = Stalls.start(() -> bench.around().processes(of), plan)) {
            LoadResult result = loader.run(loader.options(schedule, bots), bench.directory());
            List<Stall> done = running.await();
            StoredRows rows = StoredRows.of(result.run(), bench.around().databaseUrl());
            return StallPromises.of(of, result, rows, done);
        }
    }
}
