package dev.chatanalytics.perf.transport;

import dev.chatanalytics.ops.verify.chaos.FreePort;
import dev.chatanalytics.perf.compare.Contender;
import dev.chatanalytics.perf.compare.Turn;
import dev.chatanalytics.perf.load.client.Fleet;
import dev.chatanalytics.perf.load.client.Pause;
import dev.chatanalytics.perf.load.client.Run;
import dev.chatanalytics.perf.load.client.RunningLoad;
import dev.chatanalytics.perf.load.client.Schedule;
import dev.chatanalytics.perf.load.client.SourceAddresses;
import dev.chatanalytics.perf.load.client.Tally.Count;
import dev.chatanalytics.perf.load.client.Texts;
import dev.chatanalytics.perf.testbed.ChildProcess;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * One front, started afresh for each turn, under as much load as it takes: each connection sends its next message when the
 * last one is answered. Used by one thread.
 *
 * <p>The generator costs as much CPU a message as the least of servers, and has one CPU too. So that the server is at its
 * limit all the same, it shares its CPU with a ballast, a loop that does nothing: about half of it is left. What counts is
 * messages a second of the server's CPU time, which is the rate that it has when the CPU is its own.
 */
record LoadedFront(Front front, Options options, Path directory) implements Contender {

    /** More than any server on one CPU answers, so that every connection always has a message that is due. */
    private static final int MORE_THAN_ANY = 400_000;

    private static final Duration MARGIN = Duration.ofSeconds(2);
    private static final int BOTS = 1_000;
    private static final long START_PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

    /** Less than this part of a CPU, where the ballast leaves it a half: the server waited for the generator. */
    private static final double LEAST_CPU = 0.45;

    /** Until then the JVM's compiler is still at work. */
    private static final long WARM_AFTER = 200_000;

    private static final List<String> BALLAST = List.of("sh", "-c", "while :; do :; done");

    /**
     * How each front is loaded.
     *
     * @param serverCpu as {@code taskset} takes it
     * @param warmup before what is measured
     * @param duration measured
     */
    record Options(String serverCpu, int connections, Duration warmup, Duration duration) {}

    @Override
    public String name() {
        return front.label();
    }

    @Override
    public Turn turn() throws IOException, InterruptedException {
        int port = FreePort.find();
        InetSocketAddress target = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        try (ChildProcess server = ChildProcess.start(
                front.name().toLowerCase(Locale.ROOT), options.serverCpu(), directory, Map.of(), command(port))) {
            awaitListening(target, server);
            SourceAddresses sources = new SourceAddresses(target.getAddress());
            try (Fleet fleet = Fleet.open(target, sources, Texts.generated(), options.connections(), 1)) {
                return load(fleet, server);
            }
        }
    }

    private Turn load(Fleet fleet, ChildProcess server) throws IOException, InterruptedException {
        Duration whole = options.warmup().plus(options.duration()).plus(MARGIN);
        RunningLoad load = fleet.start(Run.startingNow(new Schedule(MORE_THAN_ANY, Duration.ZERO, whole), BOTS));
        try {
            load.await(options.warmup().toNanos());
            try (ChildProcess ballast =
                    ChildProcess.start("ballast", options.serverCpu(), directory, Map.of(), BALLAST)) {
                Turn turn = measure(load, server);
                ballast.check();
                return turn;
            }
        } finally {
            load.stop();
        }
    }

    private Turn measure(RunningLoad load, ChildProcess server) throws IOException, InterruptedException {
        long before = answered(load);
        Duration cpuBefore = server.cpu();
        long start = System.nanoTime();
        load.await(options.duration().toNanos());
        double wall = (System.nanoTime() - start) / 1e9;
        double cpu = server.cpu().minus(cpuBefore).toNanos() / 1e9;
        long done = answered(load) - before;
        if (done == 0 || cpu == 0) {
            throw new IOException(
                    name() + " answered nothing within " + options.duration() + "; its log is in " + directory);
        }
        return new Turn(done, cpu, Map.of("server", cpu), doubts(load, before, cpu / wall));
    }

    private static List<String> doubts(RunningLoad load, long warmedUp, double cpu) {
        List<String> doubts = new ArrayList<>();
        if (warmedUp < WARM_AFTER) {
            doubts.add(String.format(
                    Locale.ROOT,
                    "only %,d messages of warm-up (at least %,d): the compiler was measured",
                    warmedUp,
                    WARM_AFTER));
        }
        if (cpu < LEAST_CPU) {
            doubts.add(String.format(
                    Locale.ROOT,
                    "the server used %.0f %% of a CPU (at least %.0f %%): the generator was measured, or others ran there",
                    100 * cpu,
                    100 * LEAST_CPU));
        }
        if (!load.answers().keySet().equals(Set.of(202)) || load.get(Count.LOST) > 0) {
            doubts.add("answers other than 202: " + load.answers() + ", lost " + load.get(Count.LOST));
        }
        return doubts;
    }

    private static long answered(RunningLoad load) {
        return load.answers().getOrDefault(202, 0L);
    }

    /** This JVM's own, with the service's memory and collector. */
    private List<String> command(int port) {
        List<String> all = new ArrayList<>();
        all.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> option.startsWith("-Dio.netty.") || option.startsWith("--"))
                .forEach(all::add);
        all.addAll(List.of(
                "-Dlogback.configurationFile=perf-logback.xml",
                "-Xms256m",
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:NewRatio=1"));
        all.addAll(List.of("-cp", System.getProperty("java.class.path"), FrontMain.class.getName()));
        all.addAll(List.of(front.name(), Integer.toString(port)));
        return all;
    }

    private static void awaitListening(InetSocketAddress target, ChildProcess server) throws IOException {
        long patience = System.nanoTime() + START_PATIENCE_NANOS;
        while (!listens(target)) {
            server.check();
            if (System.nanoTime() > patience) {
                throw new IOException("nobody listens on " + target + " after "
                        + TimeUnit.NANOSECONDS.toSeconds(START_PATIENCE_NANOS) + " s");
            }
            Pause.millis(50);
        }
    }

    private static boolean listens(InetSocketAddress target) {
        try (Socket socket = new Socket(target.getAddress(), target.getPort())) {
            return socket.isConnected();
        } catch (IOException e) {
            return false; // not yet
        }
    }
}
