package dev.chatanalytics.ops.verify.chaos;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Makes each fsync and fdatasync of a process return later than it would, with strace, which stops at every system call
 * of every thread meanwhile: the process has less of a CPU as well. For one thread at a time.
 */
final class SlowFsync implements AutoCloseable {

    private static final String CALLS = "fsync,fdatasync";
    private static final String DELAYED = "(DELAYED)";
    private static final long DETACH_SECONDS = 5;

    private final Path strace;
    private final Path dir;
    private final String problem;
    private Process tracer;

    private SlowFsync(Path strace, Path dir, String problem) {
        this.strace = strace;
        this.dir = dir;
        this.problem = problem;
    }

    /** Nothing is ever slowed down. */
    static SlowFsync none() {
        return new SlowFsync(null, null, "fsync is left as it is");
    }

    /** Tries whether it works here. @param dir in which strace runs, and leaves {@code strace.log} */
    static SlowFsync in(Path dir) throws IOException, InterruptedException {
        Path strace = Programs.find("strace").orElse(null);
        if (strace == null) {
            return new SlowFsync(null, null, "it needs strace, which is not installed");
        }
        return new SlowFsync(strace, dir.toRealPath(), attempt(strace));
    }

    /** Why strace cannot do it to a process that is not its child, or null when it can. */
    private static String attempt(Path strace) throws IOException, InterruptedException {
        Process guinea = new ProcessBuilder("sleep", "1").start();
        try {
            List<String> command = command(strace, guinea.pid(), Duration.ofMillis(1), Path.of("/dev/null"));
            Signals.run(command);
            return null;
        } catch (IOException e) {
            return "strace cannot do it here (" + e.getMessage() + ")";
        } finally {
            guinea.destroyForcibly().waitFor();
        }
    }

    /** Why it cannot be done, or null when it can. */
    String cannot() {
        return problem;
    }

    /** From now on each takes so much longer; {@link #end} first when something was done before. */
    void begin(long pid, Duration delay) throws IOException {
        Files.deleteIfExists(trace());
        tracer = new ProcessBuilder(OwnSession.of(command(strace, pid, delay, trace())))
                .directory(dir.toFile())
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(dir.resolve("strace.log").toFile()))
                .start();
    }

    /**
     * Lets go of the process; does nothing when it has ended meanwhile. A strace that hangs is killed, which lets go of it
     * as well.
     *
     * @return how many took longer
     */
    long end() throws IOException {
        if (tracer == null) {
            return 0;
        }
        Process ended = tracer;
        tracer = null;
        ended.destroy();
        try {
            ended.waitFor(DETACH_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the kill below does not wait
        }
        ended.destroyForcibly().onExit().join();
        if (Files.notExists(trace())) {
            return 0;
        }
        try (Stream<String> lines = Files.lines(trace())) {
            return lines.filter(line -> line.contains(DELAYED)).count();
        }
    }

    private Path trace() {
        return dir.resolve("fsyncs");
    }

    private static List<String> command(Path strace, long pid, Duration delay, Path out) {
        List<String> command = new ArrayList<>(List.of(strace.toString(), "-f", "-qq", "-o", out.toString()));
        command.addAll(List.of("-e", "trace=" + CALLS));
        command.addAll(List.of("-e", "inject=" + CALLS + ":delay_exit=" + delay.toMillis() * 1_000));
        command.addAll(List.of("-p", Long.toString(pid)));
        return command;
    }

    @Override
    public void close() throws IOException {
        end();
    }
}
