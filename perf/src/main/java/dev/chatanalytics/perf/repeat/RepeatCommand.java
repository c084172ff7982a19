package dev.chatanalytics.perf.repeat;

import dev.chatanalytics.perf.cli.RunOptions;
import dev.chatanalytics.perf.promise.PromiseTable;
import dev.chatanalytics.perf.testbed.AtExit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command line of repeated runs. */
@Command(
        name = "repeat",
        sortOptions = false,
        description = "Runs a command of perf that leaves a promises.json, such as 'perf/bin/slo --rate 10000', several"
                + " times, and summarises median and spread as a Markdown table.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:every promise was kept in every run",
            "1:a run could not be run",
            "2:wrong usage",
            "3:a run is INVALID",
            "5:a promise was not kept in a run"
        })
public final class RepeatCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private RunOptions run = new RunOptions();

    @Parameters(index = "0", paramLabel = "N", description = "How often.")
    private int times;

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "COMMAND", description = "With its options, but --out.")
    private List<String> command;

    /** Runs it and ends the process. */
    public static void main(String[] arguments) {
        System.exit(RunOptions.commandLine(new RepeatCommand())
                .setStopAtPositional(true) // the options that follow are the command's
                .execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (times < 1) {
            throw new ParameterException(spec.commandLine(), "N: " + times + " (expected: 1 or more)");
        }
        Path directory = run.directory("repeat");
        List<RunFile> runs = new ArrayList<>();
        for (int i = 1; i <= times; i++) {
            System.out.printf(Locale.ROOT, "%nRun %d of %d%n", i, times);
            runs.add(run(directory.resolve("run-" + i)));
        }
        String markdown = new Summary(runs).markdown();
        Files.writeString(directory.resolve("repeat.md"), markdown);
        System.out.printf(Locale.ROOT, "%n%s%nSummary: %s%n", markdown, directory.resolve("repeat.md"));
        return exitCode(runs);
    }

    private RunFile run(Path directory) throws IOException, InterruptedException {
        Files.createDirectories(directory);
        List<String> all = new ArrayList<>(command);
        all.add("--out=" + directory);
        Process process = new ProcessBuilder(all).inheritIO().start();
        AtExit whenStopped = new AtExit(() -> {
            process.destroy();
            process.waitFor();
        });
        int code = process.waitFor();
        whenStopped.close();
        if (code != 0 && code != PromiseTable.INVALID && code != PromiseTable.NOT_KEPT) {
            throw new IOException(String.join(" ", all) + " ended with " + code);
        }
        return RunFile.read(directory.resolve("promises.json"));
    }

    private static int exitCode(List<RunFile> runs) {
        if (runs.stream().anyMatch(run -> !run.valid())) {
            return PromiseTable.INVALID;
        }
        boolean kept = runs.stream().flatMap(run -> run.figures().stream()).allMatch(RunFile.Figure::kept);
        return kept ? 0 : PromiseTable.NOT_KEPT;
    }
}
