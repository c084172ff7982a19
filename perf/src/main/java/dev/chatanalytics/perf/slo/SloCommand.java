package dev.chatanalytics.perf.slo;

import dev.chatanalytics.perf.cli.RunOptions;
import dev.chatanalytics.perf.load.DurationConverter;
import dev.chatanalytics.perf.load.client.Schedule;
import dev.chatanalytics.perf.load.result.LoadResult;
import dev.chatanalytics.perf.promise.Scorecard;
import dev.chatanalytics.perf.testbed.Bench;
import dev.chatanalytics.perf.testbed.Footprint;
import dev.chatanalytics.perf.testbed.Loader;
import dev.chatanalytics.perf.testbed.Part;
import dev.chatanalytics.perf.testbed.StackOptions;
import dev.chatanalytics.perf.testbed.Surroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

    @Option(names = "--rate", defaultValue = "10000", description = "Messages a second.")
    private int rate;

    @Option(names = "--duration", defaultValue = "60s", converter = DurationConverter.class, description = "Measured.")
    private Duration duration;

    @Option(names = "--warmup", defaultValue = "40s", converter = DurationConverter.class, description = "Before that.")
    private Duration warmup;

    @Option(
            names = "--cold",
            description = "The load begins at its full rate when the service is first ready, without warm-up; all else"
                    + " was warmed up on another run of the service before.")
    private boolean cold;

    @Option(names = "--connections", defaultValue = "2000", description = "Keep-alive connections.")
    private int connections;

    @Option(names = "--bots", defaultValue = "1000", description = "Chatbots that the messages come from.")
    private int bots;

    @Mixin
    private StackOptions stack;

    /** Runs it and ends the process. */
    public static void main(String[] arguments) {
        System.exit(RunOptions.commandLine(new SloCommand()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, SQLException, InterruptedException {
        try (Bench bench = stack.start("slo", Map.of())) {
            return cold ? cold(bench) : warm(bench);
        }
    }

    private int warm(Bench bench) throws IOException, SQLException, InterruptedException {
        Scorecard card = new Scorecard("Headline run: " + rate + " messages/s");
        LoadResult result = load(bench, new Schedule(rate, warmup, duration), card);
        double peak = Footprint.peakResidentBytes(bench.service().handle());
        return bench.finish(card.promise(Promises.of(result, peak)));
    }

    /** The generator, the sandbox and PostgreSQL are warm, and the service is all that is cold. */
    private int cold(Bench bench) throws IOException, SQLException, InterruptedException {
        Path rehearsal = Files.createDirectories(bench.directory().resolve("rehearsal"));
        bench.progress().say("Warming up all but the service, on another run of it");
        try (Loader loader = bench.connect(connections)) {
            loader.run(loader.options(new Schedule(rate, warmup, Duration.ofSeconds(1)), bots), rehearsal);
        }
        bench.progress().say("Now the service, cold");
        Duration untilReady = bench.service().restart();
        Scorecard card = new Scorecard("Cold start: " + rate + " messages/s from the first second");
        LoadResult result = load(bench, new Schedule(rate, Duration.ZERO, duration), card);
        return bench.finish(card.promise(Promises.cold(result, untilReady)));
    }

    /** Has the card tell what else it took, and why it is not to be believed. */
    private LoadResult load(Bench bench, Schedule schedule, Scorecard card)
            throws IOException, SQLException, InterruptedException {
        Surroundings around = bench.around();
        Duration databaseBefore = around.cpu(Part.DATABASE);
        Duration sandboxBefore = around.cpu(Part.NLP);
        try (Loader loader = bench.connect(connections)) {
            LoadResult result = loader.run(loader.options(schedule, bots), bench.directory());
            int messages = result.run().outcomes().size();
            card.note("CPU of the NLP sandbox "
                            + micros(around.cpu(Part.NLP).minus(sandboxBefore), messages) + ", of PostgreSQL "
                            + micros(around.cpu(Part.DATABASE).minus(databaseBefore), messages)
                            + " µs a message, warm-up and audit included")
                    .note("Memory limit of the service: " + bench.service().memoryLimit())
                    .invalid(result.verdict().reasons());
            return result;
        }
    }

    private static String micros(Duration cpu, int messages) {
        return String.format(Locale.ROOT, "%.1f", cpu.toNanos() / 1000.0 / messages);
    }
}
