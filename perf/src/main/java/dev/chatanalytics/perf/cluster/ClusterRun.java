package dev.chatanalytics.perf.cluster;

import dev.chatanalytics.perf.cli.RunOptions;
import dev.chatanalytics.perf.load.Progress;
import dev.chatanalytics.perf.load.client.Pause;
import dev.chatanalytics.perf.load.observe.AdminMetrics;
import dev.chatanalytics.perf.testbed.Footprint;
import dev.chatanalytics.perf.testbed.SeasonedDatabase;
import dev.chatanalytics.perf.testbed.ServiceProcess;
import dev.chatanalytics.perf.testbed.Surroundings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Starts everything, holds the connections, has the messages sent, and gathers the figures. Used by one thread. */
final class ClusterRun {

    /**
     * After the schedule: for the last answers, for dead letters that are still to be stored, and for each generator to hold
     * its own against the table.
     */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    /** After the schedule, for the last answers; then connections are only held. */
    private static final Duration ANSWERS = Duration.ofSeconds(5);

    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(10);
    private static final long SECOND_NANOS = 1_000_000_000L;

    private final ClusterOptions options;
    private final RunOptions run;
    private final Path directory;
    private final Progress progress;

    /**
     * A run that has not begun.
     *
     * @param run where its programs are
     * @param directory for data, logs and reports
     */
    ClusterRun(ClusterOptions options, RunOptions run, Path directory, Progress progress) {
        this.options = options;
        this.run = run;
        this.directory = directory;
        this.progress = progress;
    }

    /** Runs it to its end; nothing of it runs afterwards. */
    ClusterResult execute() throws IOException {
        progress.say("Starting PostgreSQL, the NLP sandbox and " + options.instances()
                + " services; logs and data are in " + directory);
        try (Surroundings around = new Surroundings(
                        run.program(),
                        directory,
                        options.cpus(),
                        options.serviceSettings(),
                        options.instances(),
                        SeasonedDatabase.DEFAULT_GIGABYTES);
                Nginx nginx = nginx(around)) {
            return load(around, nginx);
        }
    }

    /** Null when there is to be none, which try-with-resources takes. */
    private Nginx nginx(Surroundings around) throws IOException {
        if (options.nginx() == null) {
            return null;
        }
        List<InetSocketAddress> services =
                around.services().stream().map(ServiceProcess::address).toList();
        return Nginx.start(
                options.nginx(),
                services,
                options.allConnections(),
                options.cpus().others(),
                directory);
    }

    private ClusterResult load(Surroundings around, Nginx nginx) throws IOException {
        List<Footprint> before = memory(around, nginx);
        List<Footprint> idle;
        List<Footprint> used;
        double micros;
        List<GeneratorReport> reports;
        Watch watch = new Watch(
                around.services().stream()
                        .map(service -> new AdminMetrics(service.admin()))
                        .toList(),
                nginx == null ? null : nginx::connections,
                progress);
        try (Generators generators =
                Generators.open(options, around, nginx == null ? null : nginx.address(), run.home(), directory)) {
            progress.say(options.allConnections() + " connections are open");
            idle = memory(around, nginx);
            watch.begin();
            generators.begin();
            micros = watch(watch, around);
            used = memory(around, nginx); // before those that are idle for long are closed
            awaitDone(generators);
            reports = generators.reports();
        }
        watch.awaitNoConnections(CLOSE_PATIENCE);
        return new ClusterResult(reports, watch, new Memory(before, idle, used, memory(around, nginx)), micros);
    }

    /**
     * Returns when the last answers should be there.
     *
     * @return CPU time of the services a message, in microseconds, of the measured part
     */
    private double watch(Watch watch, Surroundings around) throws IOException {
        long warmup = options.schedule().warmup().toNanos();
        long end = warmup + options.schedule().duration().toNanos();
        CpuMeter meter = new CpuMeter(around.services(), options.schedule().rate());
        long start = System.nanoTime();
        long elapsed = 0;
        while (elapsed < end + ANSWERS.toNanos()) {
            Pause.untilNanos(start + (elapsed / SECOND_NANOS + 1) * SECOND_NANOS); // the next whole second
            elapsed = System.nanoTime() - start;
            watch.second(elapsed / 1e9);
            if (elapsed >= warmup && elapsed <= end) {
                meter.read();
            }
        }
        return meter.microsAMessage();
    }

    private void awaitDone(Generators generators) throws IOException {
        progress.say("The generators look for their messages in the table");
        long patience = System.nanoTime() + PATIENCE.toNanos();
        while (!generators.done()) {
            if (System.nanoTime() > patience) {
                throw new IOException("the generators did not end within " + PATIENCE.toSeconds()
                        + " s of their last message; their logs are in " + directory);
            }
            Pause.millis(100);
        }
    }

    private List<Footprint> memory(Surroundings around, Nginx nginx) throws IOException {
        return nginx == null
                ? Memory.of(
                        around.services().stream().map(ServiceProcess::handle).toList(), true)
                : Memory.of(nginx.processes(), false);
    }
}
