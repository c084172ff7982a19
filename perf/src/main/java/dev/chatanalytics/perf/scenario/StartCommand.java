package dev.chatanalytics.perf.scenario;

import dev.chatanalytics.perf.promise.Promise;
import dev.chatanalytics.perf.promise.Scorecard;
import dev.chatanalytics.perf.promise.Table;
import dev.chatanalytics.perf.testbed.Bench;
import dev.chatanalytics.perf.testbed.StackOptions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Starts the service again and again. */
@Command(
        name = "start",
        sortOptions = false,
        showDefaultValues = true,
        description = "Starts the service several times beside a database that is up, and takes the time to /readyz.")
final class StartCommand implements Callable<Integer> {

    private static final double LIMIT_SECONDS = 5;

    @Option(names = "--times", defaultValue = "5", description = "How often.")
    private int times;

    @Mixin
    private StackOptions stack;

    @Override
    public Integer call() throws IOException {
        try (Bench bench = stack.start("start", Map.of())) {
            List<Double> seconds = new ArrayList<>();
            for (int i = 0; i < times; i++) {
                seconds.add(bench.service().restart().toNanos() / 1e9);
                bench.progress().say(String.format(Locale.ROOT, "ready after %.2f s", seconds.get(i)));
            }
            return bench.finish(scorecard(seconds));
        }
    }

    private static Scorecard scorecard(List<Double> seconds) {
        double longest = seconds.isEmpty() ? Double.NaN : Collections.max(seconds);
        return new Scorecard("Start of the service")
                .table(new Table(
                        "Starts",
                        List.of("to ready, s"),
                        seconds.stream()
                                .map(s -> List.of(String.format(Locale.ROOT, "%.2f", s)))
                                .toList()))
                .promise(List.of(
                        Promise.atMost("start to ready, the longest, s", LIMIT_SECONDS, longest),
                        Promise.told("start to ready, the mean, s", Flatness.mean(seconds))));
    }
}
