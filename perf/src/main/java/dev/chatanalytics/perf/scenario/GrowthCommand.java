package dev.chatanalytics.perf.scenario;

import dev.chatanalytics.perf.load.DurationConverter;
import dev.chatanalytics.perf.load.client.Schedule;
import dev.chatanalytics.perf.testbed.Bench;
import dev.chatanalytics.perf.testbed.Loader;
import dev.chatanalytics.perf.testbed.StackOptions;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Stretches rate, bots and time. */
@Command(
        name = "growth",
        sortOptions = false,
        showDefaultValues = true,
        description = "CPU a message by rate, by number of chatbots, and by the minutes of a long run; memory too.")
final class GrowthCommand implements Callable<Integer> {

    private static final int WAL_GIGABYTES = 6;

    private static final int USUAL_BOTS = 1000;

    @Option(names = "--rates", split = ",", defaultValue = "1000,5000,10000", description = "Messages a second.")
    private List<Integer> rates;

    @Option(
            names = "--bots",
            split = ",",
            defaultValue = "100,1000,50000",
            description = "Chatbots that the messages come from, at the highest of the rates.")
    private List<Integer> bots;

    @Option(names = "--minutes", defaultValue = "10", description = "Of the long run, at the highest of the rates.")
    private int minutes;

    @Option(
            names = "--duration",
            defaultValue = "30s",
            converter = DurationConverter.class,
            description = "Of the others.")
    private Duration duration;

    @Option(names = "--warmup", defaultValue = "10s", converter = DurationConverter.class, description = "Before each.")
    private Duration warmup;

    @Option(names = "--connections", defaultValue = "2000", description = "Keep-alive connections.")
    private int connections;

    @Mixin
    private StackOptions stack;

    @Override
    public Integer call() throws IOException, SQLException, InterruptedException {
        try (Bench bench = stack.start("growth", Map.of(), WAL_GIGABYTES);
                Loader loader = bench.connect(connections)) {
            GrowthStages stages = new GrowthStages(loader);
            int highest = Collections.max(rates);
            stages.compile(new Schedule(highest, warmup, duration), USUAL_BOTS);
            for (int rate : rates) {
                stages.byRate(rate, new Schedule(rate, warmup, duration), USUAL_BOTS);
            }
            for (int number : bots) {
                stages.byBots(number, new Schedule(highest, warmup, duration));
            }
            stages.byMinutes(new Schedule(highest, warmup, Duration.ofMinutes(minutes)), USUAL_BOTS);
            return bench.finish(stages.scorecard());
        }
    }
}
