package dev.chatanalytics.ops.verify.chaos;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * The service in a process of its own, with the Java, the options and the class path of this one. One thread at a time
 * does something to it; {@link #deathUnasked} is for any.
 */
final class ServiceProcess implements AutoCloseable {

    private static final String MAIN = "dev.chatanalytics.ops.cli.Main";
    private static final String OUR_VARIABLES = "CHAT_ANALYTICS_";

    private final Path dir;
    private final Path configuration;
    private final FakeClock clock;
    private volatile Process process;

    /**
     * @param dir where it runs; its log is there
     * @param configuration what it is told with {@code -c}
     * @param clock by which it lives
     */
    ServiceProcess(Path dir, Path configuration, FakeClock clock) {
        this.dir = dir;
        this.configuration = configuration;
        this.clock = clock;
    }

    /** Starts it; it is not ready then. */
    void start() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command())
                .directory(dir.toFile())
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(dir.resolve("service.log").toFile()));
        builder.environment().keySet().removeIf(name -> name.startsWith(OUR_VARIABLES)); // they would win over the file
        builder.environment().putAll(clock.environment());
        process = builder.start();
    }

    /** Of the process that was started last and that nobody has ended. */
    long pid() {
        return process.pid();
    }

    /** kill -9; returns when it is dead. */
    void kill() throws IOException, InterruptedException {
        Process victim = process;
        process = null;
        victim.destroyForcibly().waitFor();
        clock.forget(victim.pid());
    }

    /** SIGTERM. Returns its exit code, or nothing when it did not end in this time and was killed. */
    OptionalInt terminate(long seconds) throws IOException, InterruptedException {
        Process asked = process;
        process = null;
        asked.destroy();
        boolean ended = asked.waitFor(seconds, TimeUnit.SECONDS);
        asked.destroyForcibly().waitFor();
        clock.forget(asked.pid());
        return ended ? OptionalInt.of(asked.exitValue()) : OptionalInt.empty();
    }

    /** SIGSTOP, or SIGCONT. */
    void pause(boolean on) throws IOException, InterruptedException {
        Process running = process;
        if (running != null && running.isAlive()) {
            Signals.send(on ? "STOP" : "CONT", List.of(running.toHandle()));
        }
    }

    /** The exit code of a process that ended without being asked to, if it did. */
    OptionalInt deathUnasked() {
        Process running = process;
        return running == null || running.isAlive() ? OptionalInt.empty() : OptionalInt.of(running.exitValue());
    }

    private List<String> command() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> !option.startsWith("-agent") && !option.startsWith("-javaagent"))
                .forEach(command::add);
        command.addAll(List.of("-cp", classPath(), MAIN, "serve", "-c", configuration.toString()));
        return OwnSession.of(command); // so that Ctrl-C reaches us alone, and it ends when we say
    }

    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(element -> Path.of(element).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    @Override
    public void close() throws IOException {
        Process last = process;
        if (last != null) {
            last.destroyForcibly().onExit().join();
            clock.forget(last.pid());
        }
    }
}
