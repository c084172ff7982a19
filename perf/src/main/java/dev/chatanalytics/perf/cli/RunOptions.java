package dev.chatanalytics.perf.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** Where a run finds its programs and leaves its files: for picocli to mix into a command. */
public final class RunOptions {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss", Locale.ROOT);

    @Option(names = "--out", description = "Directory for reports, logs and data (default: perf/target/NAME-<time>).")
    private Path out;

    @Option(names = "--home", hidden = true, defaultValue = "${sys:perf.home:-.}")
    private Path home;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this.")
    private boolean help;

    /** A command line whose failures are told in one line. */
    public static CommandLine commandLine(Object command) {
        return new CommandLine(command)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((e, line, parsed) -> {
                    line.getErr().println(line.getCommandName() + ": " + (e.getMessage() == null ? e : e.getMessage()));
                    return CommandLine.ExitCode.SOFTWARE;
                });
    }

    /** The directory of perf. */
    public Path home() {
        return home;
    }

    /** The script {@code chat-analytics}. */
    public Path program() throws IOException {
        return home.resolve("../ops/bin/chat-analytics").toRealPath();
    }

    /** The directory for files of this run, made when missing: named by command and time unless one was given. */
    public Path directory(String command) throws IOException {
        String name = command + "-" + TIME.format(LocalDateTime.now());
        Path directory = out == null ? home.resolve("target").resolve(name) : out;
        return Files.createDirectories(directory.toAbsolutePath().normalize());
    }
}
