package dev.chatanalytics.perf.scenario;

import dev.chatanalytics.perf.load.DurationConverter;
import dev.chatanalytics.perf.load.client.Schedule;
import dev.chatanalytics.perf.load.client.Surge;
import dev.chatanalytics.perf.load.observe.StoredRows;
import dev.chatanalytics.perf.load.result.LoadResult;
import dev.chatanalytics.perf.promise.Scorecard;
import dev.chatanalytics.perf.testbed.Bench;
import dev.chatanalytics.perf.testbed.Loader;
import dev.chatanalytics.perf.testbed.StackOptions;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Offers more than the service can take. */
@Command(
        name = "overload",
        sortOptions = false,
        showDefaultValues = true,
        description =
                "Offers a multiple of the highest rate for a while between two normal times. NLP permits are raised"
                        + " as Little's law asks for --reach, and a write to PostgreSQL may take 1 s.")
final class OverloadCommand implements Callable<Integer> {

    private static final Duration BEFORE = Duration.ofSeconds(10);
    private static final Duration AFTER = Duration.ofSeconds(15);
    private static final Duration TRIAL = Duration.ofSeconds(20);
    private static final Duration TRIAL_WARMUP = Duration.ofSeconds(10);
    private static final int FIRST_TRIAL = 12_000;
    private static final int WAL_GIGABYTES = 4;

    @Option(names = "--highest", description = "The highest sustained rate; found first when it is not given.")
    private Integer highest;

    @Option(
            names = "--reach",
            defaultValue = "18000",
            description = "The rate that NLP permits and the time of a write are raised for.")
    private int reach;

    @Option(names = "--factor", defaultValue = "3", description = "The multiple that is offered.")
    private double factor;

    @Option(names = "--for", defaultValue = "20s", converter = DurationConverter.class, description = "For how long.")
    private Duration length;

    @Option(names = "--rate", defaultValue = "10000", description = "Messages a second before and after.")
    private int rate;

    @Option(names = "--warmup", defaultValue = "20s", converter = DurationConverter.class, description = "Before that.")
    private Duration warmup;

    @Option(names = "--connections", defaultValue = "4000", description = "Keep-alive connections.")
    private int connections;

    @Option(names = "--bots", defaultValue = "1000", description = "Chatbots that the messages come from.")
    private int bots;

    @Mixin
    private StackOptions stack;

    @Override
    public Integer call() throws IOException, SQLException, InterruptedException {
        try (Bench bench = stack.start("overload", RaisedLimits.of(reach), WAL_GIGABYTES);
                Loader loader = bench.connect(connections)) {
            int most = highest == null ? find(loader) : highest;
            return bench.finish(measure(bench, loader, most));
        }
    }

    private int find(Loader loader) throws IOException, SQLException, InterruptedException {
        int most = new Trials(loader).search(new Schedule(FIRST_TRIAL, TRIAL_WARMUP, TRIAL), bots);
        if (most == 0) {
            throw new IOException("no rate holds, so there is no highest; see the reports in "
                    + loader.bench().directory());
        }
        return most;
    }

    private Scorecard measure(Bench bench, Loader loader, int most)
            throws IOException, SQLException, InterruptedException {
        Surge surge = new Surge((int) (most * factor), BEFORE, length);
        Schedule schedule = new Schedule(rate, warmup, BEFORE.plus(length).plus(AFTER), surge);
        LoadResult result = loader.run(loader.options(schedule, bots), bench.directory());
        StoredRows rows = StoredRows.of(result.run(), bench.around().databaseUrl());
        return OverloadPromises.of(result, rows, most);
    }
}
