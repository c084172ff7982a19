package dev.chatanalytics.perf.scenario;

import dev.chatanalytics.perf.load.FindMax;
import dev.chatanalytics.perf.load.LoadOptions;
import dev.chatanalytics.perf.load.client.Schedule;
import dev.chatanalytics.perf.load.result.LoadResult;
import dev.chatanalytics.perf.load.result.Second;
import dev.chatanalytics.perf.promise.Promise;
import dev.chatanalytics.perf.promise.Table;
import dev.chatanalytics.perf.testbed.Loader;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Tries one rate after the other until the highest that holds is known, and keeps what each cost. Used by one thread. */
final class Trials {

    private static final Duration P99_LIMIT = Duration.ofMillis(400);

    /** A service that Java is still compiling would fail at the first rate, and none above it would be tried. */
    private static final Duration WARM_UP = Duration.ofSeconds(40);

    private static final double WARM_UP_PART = 0.75;

    private final Loader loader;
    private final TreeMap<Integer, Trial> byRate = new TreeMap<>();
    private int best;

    /** One rate. */
    record Trial(LoadResult result, Usage usage, String failure) {}

    Trials(Loader loader) {
        this.loader = loader;
    }

    /** Finds the highest rate that holds, 0 when none does; starts with this one. */
    int search(Schedule first, int bots) throws IOException, SQLException, InterruptedException {
        LoadOptions options = loader.options(first, bots);
        Schedule warmUp = new Schedule((int) (first.rate() * WARM_UP_PART), WARM_UP, Duration.ofSeconds(1));
        loader.run(loader.options(warmUp, bots), loader.bench().directory().resolve("warm-up"));
        FindMax search =
                new FindMax(options, P99_LIMIT, this::attempt, loader.bench().progress());
        best = search.execute(loader.bench().directory());
        return best;
    }

    /** The lowest rate above the best: it tells what limits. */
    int lowestThatFailed() {
        return byRate.higherKey(best);
    }

    Trial at(int rate) {
        return byRate.get(rate);
    }

    /** 202 of all trials that are missing in the table or there twice. */
    long broken() {
        return byRate.values().stream()
                .mapToLong(trial -> trial.result().audit().broken())
                .sum();
    }

    Table table() {
        List<List<String>> rows = new ArrayList<>();
        byRate.forEach((rate, trial) -> rows.add(List.of(
                Promise.number(rate),
                trial.failure() == null ? "holds" : trial.failure(),
                Promise.number(trial.result().p99()),
                Promise.number(trial.result().cost().serviceMicros()),
                percent(trial.usage().service()),
                percent(trial.usage().generator()),
                percent(trial.usage().nlp()),
                percent(trial.usage().database()),
                percent(trial.usage().idle()))));
        return new Table(
                "Rates tried; CPU in % of one",
                List.of("rate", "", "p99, ms", "service, µs", "service", "generator", "NLP", "PostgreSQL", "idle"),
                rows);
    }

    private LoadResult attempt(LoadOptions options, Path directory)
            throws IOException, SQLException, InterruptedException {
        UsageWatch watch = UsageWatch.start(loader.bench().around());
        LoadResult result;
        try (watch) {
            result = loader.run(options, directory);
        }
        Schedule schedule = result.run().schedule();
        Instant from = result.run().start().plus(schedule.warmup());
        Instant to = from.plus(schedule.duration());
        double idle = result.seconds().stream()
                .filter(second -> !second.warmup())
                .mapToDouble(Second::idle)
                .average()
                .orElse(Double.NaN);
        Usage usage = UsageWatch.between(watch.readings(), from, to, idle);
        byRate.put(schedule.rate(), new Trial(result, usage, FindMax.failure(result, P99_LIMIT)));
        return result;
    }

    private static String percent(double part) {
        return Promise.number(Math.rint(100 * part));
    }
}
