package dev.chatanalytics.perf.scenario;

import dev.chatanalytics.perf.load.client.Schedule;
import dev.chatanalytics.perf.load.result.LoadResult;
import dev.chatanalytics.perf.promise.Promise;
import dev.chatanalytics.perf.promise.Scorecard;
import dev.chatanalytics.perf.promise.Table;
import dev.chatanalytics.perf.testbed.Loader;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The stages of a growth run, each with its report, and what they cost. Used by one thread. */
final class GrowthStages {

    private static final double BY_RATE_PERCENT = 25;
    private static final double FLAT_PERCENT = 10;

    private final Loader loader;
    private final Map<Integer, Double> byRate = new TreeMap<>();
    private final Map<Integer, Double> byBots = new TreeMap<>();
    private final Scorecard card = new Scorecard("Growth: CPU of the service a message");
    private Minutes minutes = new Minutes(List.of(), List.of());
    private long notAccepted;
    private long broken;

    GrowthStages(Loader loader) {
        this.loader = loader;
    }

    void byRate(int rate, Schedule schedule, int bots) throws IOException, SQLException, InterruptedException {
        byRate.put(rate, run("rate-" + rate, schedule, bots).cost().serviceMicros());
    }

    void byBots(int bots, Schedule schedule) throws IOException, SQLException, InterruptedException {
        byBots.put(bots, run("bots-" + bots, schedule, bots).cost().serviceMicros());
    }

    void byMinutes(Schedule schedule, int bots) throws IOException, SQLException, InterruptedException {
        minutes = Minutes.of(run("minutes", schedule, bots).seconds());
    }

    /** A stage for a service that is still being compiled: nothing of it counts. */
    void compile(Schedule schedule, int bots) throws IOException, SQLException, InterruptedException {
        loader.run(loader.options(schedule, bots), loader.bench().directory().resolve("compiling"));
    }

    private LoadResult run(String name, Schedule schedule, int bots)
            throws IOException, SQLException, InterruptedException {
        loader.bench().progress().say("\nStage " + name);
        LoadResult result = loader.run(
                loader.options(schedule, bots), loader.bench().directory().resolve(name));
        notAccepted += result.notAccepted();
        broken += result.audit().broken();
        card.invalid(result.verdict().reasons().stream()
                .map(reason -> name + ": " + reason)
                .toList());
        return result;
    }

    /** What is promised of all stages. */
    Scorecard scorecard() {
        return card.table(table("By rate", "1/s", byRate))
                .table(table("By chatbots", "bots", byBots))
                .table(minutesTable())
                .promise(List.of(
                        flat("CPU by rate, farthest from the mean, %", BY_RATE_PERCENT, byRate.values()),
                        flat("CPU by chatbots, farthest from the mean, %", FLAT_PERCENT, byBots.values()),
                        flat("CPU by minutes, farthest from the mean, %", FLAT_PERCENT, minutes.cpuMicros()),
                        Promise.atMost(
                                "memory, second half above the first, %",
                                FLAT_PERCENT, Flatness.percentGrowth(minutes.residentBytes())),
                        Promise.none("messages not answered 202", notAccepted),
                        Promise.none("202 that are missing or there twice", broken)));
    }

    private static Promise flat(String name, double limit, Iterable<Double> micros) {
        List<Double> all = new ArrayList<>();
        micros.forEach(all::add);
        return Promise.atMost(name, limit, Flatness.percentFromMean(all));
    }

    private static Table table(String heading, String name, Map<Integer, Double> micros) {
        List<List<String>> rows = new ArrayList<>();
        micros.forEach((key, value) -> rows.add(List.of(Promise.number(key), number(value))));
        return new Table(heading, List.of(name, "CPU, µs a message"), rows);
    }

    private Table minutesTable() {
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < minutes.cpuMicros().size(); i++) {
            rows.add(List.of(
                    Integer.toString(i + 1),
                    number(minutes.cpuMicros().get(i)),
                    number(minutes.residentBytes().get(i) / 1e6)));
        }
        return new Table("By minutes", List.of("minute", "CPU, µs a message", "resident, MB"), rows);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
