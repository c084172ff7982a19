package dev.chatanalytics.perf.cluster;

import dev.chatanalytics.perf.testbed.ServiceProcess;
import dev.chatanalytics.perf.testbed.Surroundings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** All generators of a run. Used by one thread. */
final class Generators implements AutoCloseable {

    private final List<Generator> all = new ArrayList<>();

    private Generators() {}

    /**
     * Starts them, and returns when all their connections are open.
     *
     * @param front where all of them connect, or null for each to its own service
     */
    static Generators open(
            ClusterOptions options, Surroundings around, InetSocketAddress front, Path home, Path directory)
            throws IOException {
        Generators generators = new Generators();
        try {
            for (int i = 0; i < options.instances(); i++) {
                ServiceProcess service = around.services().get(i);
                Generator.Task task = new Generator.Task(
                        i + 1,
                        front == null ? service.address() : front,
                        service.admin(),
                        around.databaseUrl(),
                        options.share(i),
                        options.connections());
                generators.all.add(Generator.start(task, home, directory, options));
            }
            for (Generator generator : generators.all) {
                generator.awaitOpen();
            }
            return generators;
        } catch (IOException | RuntimeException e) {
            generators.closeAfter(e);
            throw e;
        }
    }

    /** Has all of them begin, within a moment of each other. */
    void begin() throws IOException {
        for (Generator generator : all) {
            generator.begin();
        }
    }

    /** Whether all have written their reports. */
    boolean done() throws IOException {
        for (Generator generator : all) {
            if (!generator.done()) {
                return false;
            }
        }
        return true;
    }

    List<GeneratorReport> reports() throws IOException {
        List<GeneratorReport> reports = new ArrayList<>();
        for (Generator generator : all) {
            reports.add(generator.report());
        }
        return reports;
    }

    @Override
    public void close() throws IOException {
        IOException faults = new IOException("not every generator stopped as it should");
        closeAfter(faults);
        if (faults.getSuppressed().length > 0) {
            throw faults;
        }
    }

    private void closeAfter(Exception fault) {
        for (Generator generator : all) {
            try {
                generator.close();
            } catch (IOException e) {
                fault.addSuppressed(e);
            }
        }
        all.clear();
    }
}
