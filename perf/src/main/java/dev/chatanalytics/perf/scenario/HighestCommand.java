package dev.chatanalytics.perf.scenario;

import dev.chatanalytics.perf.load.DurationConverter;
import dev.chatanalytics.perf.load.client.Schedule;
import dev.chatanalytics.perf.promise.Promise;
import dev.chatanalytics.perf.promise.Scorecard;
import dev.chatanalytics.perf.testbed.Bench;
import dev.chatanalytics.perf.testbed.Loader;
import dev.chatanalytics.perf.testbed.StackOptions;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Looks for the highest rate that one CPU sustains. */
@Command(
        name = "highest",
        sortOptions = false,
        showDefaultValues = true,
        description =
                "Raises the rate until it does not hold (p99 at most 400 ms, every message answered 202), closes in on"
                        + " the highest, and says what limits it. NLP permits are raised as Little's law asks for --reach,"
                        + " and a write to PostgreSQL may take 1 s.")
final class HighestCommand implements Callable<Integer> {

    private static final int WAL_GIGABYTES = 4;

    @Option(names = "--reach", defaultValue = "18000", description = "The rate to reach.")
    private int reach;

    @Option(names = "--first", defaultValue = "12000", description = "The first rate tried.")
    private int first;

    @Option(names = "--duration", defaultValue = "20s", converter = DurationConverter.class, description = "Of a rate.")
    private Duration duration;

    @Option(names = "--warmup", defaultValue = "10s", converter = DurationConverter.class, description = "Before it.")
    private Duration warmup;

    @Option(names = "--connections", defaultValue = "2000", description = "Keep-alive connections.")
    private int connections;

    @Option(names = "--bots", defaultValue = "1000", description = "Chatbots that the messages come from.")
    private int bots;

    @Mixin
    private StackOptions stack;

    @Override
    public Integer call() throws IOException, SQLException, InterruptedException {
        try (Bench bench = stack.start("highest", RaisedLimits.of(reach), WAL_GIGABYTES);
                Loader loader = bench.connect(connections)) {
            Trials trials = new Trials(loader);
            int best = trials.search(new Schedule(first, warmup, duration), bots);
            return bench.finish(scorecard(trials, best));
        }
    }

    private Scorecard scorecard(Trials trials, int best) {
        int failed = trials.lowestThatFailed();
        Usage usage = trials.at(failed).usage();
        Scorecard card = new Scorecard("Highest sustained rate")
                .table(trials.table())
                .promise(List.of(
                        Promise.atLeast("highest sustained rate, 1/s", reach, best),
                        Promise.none("202 that are missing or there twice", trials.broken())))
                .note(Limit.describe(failed, usage));
        if (best < reach) {
            card.invalid(trials.at(failed).result().verdict().reasons());
        }
        if (best < reach && Limit.of(usage) == Limit.OTHERS) {
            card.invalid(
                    List.of("the CPUs of generator, NLP sandbox and PostgreSQL were the limit, not the service's"));
        }
        return card;
    }
}
