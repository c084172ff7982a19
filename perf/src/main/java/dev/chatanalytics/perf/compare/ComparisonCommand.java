package dev.chatanalytics.perf.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/** What the commands that compare have in common: their files, their exit codes, their errors. Stateless. */
public final class ComparisonCommand {

    /** The comparison may not be believed. */
    public static final int INVALID = 3;

    /** The ratio to reach was not reached. */
    public static final int NOT_KEPT = 5;

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss");

    private ComparisonCommand() {}

    /** A command line whose errors are one line. */
    public static CommandLine line(Callable<Integer> command) {
        return new CommandLine(command).setExecutionExceptionHandler((e, line, parsed) -> {
            line.getErr().println(line.getCommandName() + ": " + (e.getMessage() == null ? e : e.getMessage()));
            return CommandLine.ExitCode.SOFTWARE;
        });
    }

    /** The directory for reports and logs, made when missing; named by command and time unless one is given. */
    public static Path directory(Path given, Path home, String command) throws IOException {
        String name = command + "-" + TIME.format(LocalDateTime.now());
        Path directory = given == null ? home.resolve("target").resolve(name) : given;
        return Files.createDirectories(directory.toAbsolutePath().normalize());
    }

    /** Shows and writes the report, and tells the exit code. */
    public static int report(Path directory, Comparison result, Map<String, String> around) throws IOException {
        System.out.println();
        System.out.print(ComparisonReport.write(directory, result, around));
        System.out.println("Report: " + directory.resolve("report.txt"));
        if (!result.doubts().isEmpty()) {
            return INVALID;
        }
        return result.reached() ? CommandLine.ExitCode.OK : NOT_KEPT;
    }
}
