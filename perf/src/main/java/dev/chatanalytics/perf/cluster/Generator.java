package dev.chatanalytics.perf.cluster;

import dev.chatanalytics.perf.load.Step;
import dev.chatanalytics.perf.load.client.Schedule;
import dev.chatanalytics.perf.testbed.ChildProcess;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** One load generator, a process of its own, that is kept in step with the others. Used by one thread. */
final class Generator implements AutoCloseable {

    /** Opening may take 30 s by itself, and on a slow machine so may Java. */
    private static final Duration OPEN_PATIENCE = Duration.ofMinutes(3);

    private final ChildProcess process;
    private final Path directory;

    private Generator(ChildProcess process, Path directory) {
        this.process = process;
        this.directory = directory;
    }

    /**
     * What one generator does.
     *
     * @param number from 1, which is also the last byte of its first source address
     * @param target where it connects
     * @param admin address of the service that its report tells of
     * @param database JDBC URL of the table that its answers are held against
     */
    record Task(int number, InetSocketAddress target, URI admin, String database, Schedule schedule, int connections) {

        private List<String> command(Path home, int bots, Path out) {
            return List.of(
                    home.resolve("bin/load").toString(),
                    "--in-step",
                    "--first-source=" + number,
                    "--url=http://" + target.getHostString() + ":" + target.getPort(),
                    "--admin=" + admin,
                    "--database=" + database,
                    "--rate=" + schedule.rate(),
                    "--warmup=" + schedule.warmup().toMillis() + "ms",
                    "--duration=" + schedule.duration().toMillis() + "ms",
                    "--connections=" + connections,
                    "--bots=" + bots,
                    "--out=" + out);
        }
    }

    /**
     * Starts it; it opens its connections and waits.
     *
     * @param home of perf
     * @param parent of its directory, which is {@code generator-<number>}
     */
    static Generator start(Task task, Path home, Path parent, ClusterOptions options) throws IOException {
        String name = "generator-" + task.number();
        Path directory = Files.createDirectories(parent.resolve(name));
        List<String> command = task.command(home, options.bots(), directory);
        return new Generator(
                ChildProcess.start(name, options.cpus().others(), directory, Map.of(), command), directory);
    }

    void awaitOpen() throws IOException {
        process.awaitLine(Step.READY, OPEN_PATIENCE);
    }

    void begin() throws IOException {
        process.nudge();
    }

    /**
     * Whether its run has ended and its report is written; its connections are still open.
     *
     * @throws IOException when it has ended before
     */
    boolean done() throws IOException {
        process.check();
        return process.said(Step.DONE);
    }

    GeneratorReport report() throws IOException {
        return GeneratorReport.read(directory);
    }

    /** Ends it, and its connections with it. */
    @Override
    public void close() throws IOException {
        process.close();
    }
}
