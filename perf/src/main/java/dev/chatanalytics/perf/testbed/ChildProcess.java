package dev.chatanalytics.perf.testbed;

import dev.chatanalytics.perf.load.client.Pause;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A program that is started for a run, whose output goes to a file. Used by one thread; closing it ends the program, and
 * so does the end of this one.
 */
public final class ChildProcess implements AutoCloseable {

    private static final long STOP_PATIENCE_SECONDS = 40;
    private static final int TAIL_LINES = 15;

    private final String name;
    private final Process process;
    private final Path log;
    private final AtExit atExit;

    private ChildProcess(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
        atExit = new AtExit(process::destroyForcibly);
    }

    /**
     * Starts a program.
     *
     * @param cpus where it may run, as {@code taskset} takes it
     * @param directory for its log, and where it runs
     */
    public static ChildProcess start(
            String name, String cpus, Path directory, Map<String, String> environment, List<String> command)
            throws IOException {
        List<String> pinned = new ArrayList<>(List.of("taskset", "-c", cpus));
        pinned.addAll(command);
        Path log = directory.resolve(name + ".log");
        ProcessBuilder builder = new ProcessBuilder(pinned)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        return new ChildProcess(name, builder.start(), log);
    }

    /** @throws IOException with the end of its log, when it has ended */
    public void check() throws IOException {
        if (!process.isAlive()) {
            List<String> lines = Files.readAllLines(log);
            List<String> tail = lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size());
            throw new IOException(name + " ended with " + process.exitValue() + "; the end of " + log + ":\n"
                    + String.join("\n", tail));
        }
    }

    /**
     * Waits until its output has a line that starts like this.
     *
     * @throws IOException when it has ended, or does not say it in time
     */
    public void awaitLine(String start, Duration patience) throws IOException {
        long until = System.nanoTime() + patience.toNanos();
        while (!said(start)) {
            check();
            if (System.nanoTime() > until) {
                throw new IOException(
                        name + " did not say \"" + start + "\" within " + patience.toSeconds() + " s; see " + log);
            }
            Pause.millis(50);
        }
    }

    /**
     * Waits until it has ended by itself.
     *
     * @throws IOException when it does not in time, or its exit code is not 0
     */
    public void awaitEnd(Duration patience) throws IOException {
        try {
            if (!process.waitFor(patience.toSeconds(), TimeUnit.SECONDS)) {
                throw new IOException(name + " did not end within " + patience.toSeconds() + " s; see " + log);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(name + " was not waited for", e);
        }
        if (process.exitValue() != 0) {
            check();
        }
    }

    /** Whether its output has a line that starts like this. */
    public boolean said(String start) throws IOException {
        try (Stream<String> lines = Files.lines(log)) {
            return lines.anyMatch(line -> line.startsWith(start));
        }
    }

    /** Writes an empty line to its standard input. */
    public void nudge() throws IOException {
        process.getOutputStream().write('\n');
        process.getOutputStream().flush();
    }

    /** The process, which is the program itself: who pins it and the scripts become it. */
    public ProcessHandle handle() {
        return process.toHandle();
    }

    /** CPU time so far, user and system. */
    public Duration cpu() throws IOException {
        return ProcessCpu.of(handle());
    }

    @Override
    public void close() throws IOException {
        atExit.close();
        process.destroy();
        try {
            if (!process.waitFor(STOP_PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
                throw new IOException(
                        name + " did not stop within " + STOP_PATIENCE_SECONDS + " s and was killed; see " + log);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
