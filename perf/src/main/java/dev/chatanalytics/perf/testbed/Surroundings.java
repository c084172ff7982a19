package dev.chatanalytics.perf.testbed;

import dev.chatanalytics.ops.demo.EmbeddedDatabase;
import dev.chatanalytics.ops.verify.chaos.FreePort;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** All that a run needs: database, NLP sandbox and services, started in this order. Used by one thread. */
public final class Surroundings implements AutoCloseable {

    private static final Duration PREPARATION_LIMIT = Duration.ofMinutes(10);

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final List<ServiceProcess> services = new ArrayList<>();
    private final EmbeddedDatabase database;
    private final ChildProcess sandbox;
    private final Path databaseDirectory;

    /**
     * Starts everything and returns once the services are ready.
     *
     * @param program the script {@code chat-analytics}
     * @param directory for data and logs
     * @param settings of each service, as environment variables
     * @param instances how many services, all on one table
     * @param walGigabytes of write-ahead log that the database has at first
     */
    public Surroundings(
            Path program, Path directory, Cpus cpus, Map<String, String> settings, int instances, int walGigabytes)
            throws IOException {
        Files.createDirectories(directory);
        prepare(program, directory, cpus, settings);
        try {
            databaseDirectory = directory.resolve("database");
            opened(new LeftData(databaseDirectory.resolve("postgres")));
            database = opened(SeasonedDatabase.start(databaseDirectory, walGigabytes));
            opened(new AtExit(database)); // the programs see to it by themselves
            URI nlp = URI.create("http://127.0.0.1:" + FreePort.find());
            sandbox = opened(startSandbox(program, directory, cpus, nlp.getPort()));
            Readiness.await(nlp.resolve("/stats"), sandbox);
            Map<String, String> all = new HashMap<>(settings);
            all.put("CHAT_ANALYTICS_NLP_URL", nlp.resolve("/v1/analyze").toString());
            all.put("CHAT_ANALYTICS_DATABASE_URL", database.url());
            startServices(program, directory, cpus, all, instances);
        } catch (IOException | RuntimeException e) {
            closeAfter(e);
            throw e;
        }
    }

    /** For the Java that the services will run on. */
    private static void prepare(Path program, Path directory, Cpus cpus, Map<String, String> settings)
            throws IOException {
        Map<String, String> java = new HashMap<>(settings);
        java.keySet().retainAll(Set.of("JAVA_HOME"));
        try (ChildProcess preparation = ChildProcess.start(
                "prepare", cpus.service(), directory, java, List.of(program.toString(), "prepare"))) {
            preparation.awaitEnd(PREPARATION_LIMIT);
        }
    }

    /**
     * Before the database on their CPU, where that is allowed (root; else {@code nice} says so in the log and goes on): an API
     * that waits for its turn behind a database is not one that answers in 200 ms.
     */
    private static ChildProcess startSandbox(Path program, Path directory, Cpus cpus, int port) throws IOException {
        List<String> command = List.of(
                "nice", "-n", "-10", program.toString(), "nlp-sandbox", "--canned", "-p", Integer.toString(port));
        return ChildProcess.start("nlp-sandbox", cpus.others(), directory, Map.of(), command);
    }

    /** All at once, as a deployment would. */
    private void startServices(Path program, Path directory, Cpus cpus, Map<String, String> settings, int instances)
            throws IOException {
        for (int i = 1; i <= instances; i++) {
            Path own = directory.resolve("service-" + i);
            services.add(opened(ServiceProcess.start(program, own, cpus.service(), settings)));
        }
        for (ServiceProcess service : services) {
            service.awaitReady();
        }
    }

    /** The services, in the order in which they were started. */
    public List<ServiceProcess> services() {
        return List.copyOf(services);
    }

    /** The one database of all of them, user included. */
    public String databaseUrl() {
        return database.url();
    }

    /** The processes of this part that run now, the one that starts others first. Any thread may ask. */
    public List<ProcessHandle> processes(Part part) throws IOException {
        return roots(part).stream()
                .flatMap(root -> Stream.concat(Stream.of(root), root.descendants()))
                .toList();
    }

    /** CPU time of this part so far, of its processes that have ended too. Any thread may ask. */
    public Duration cpu(Part part) throws IOException {
        Duration sum = Duration.ZERO;
        for (ProcessHandle root : roots(part)) {
            sum = sum.plus(ProcessCpu.ofTree(root));
        }
        return sum;
    }

    private List<ProcessHandle> roots(Part part) throws IOException {
        return switch (part) {
            case SERVICE -> services.stream().map(ServiceProcess::handle).toList();
            case NLP -> List.of(sandbox.handle());
            case DATABASE -> List.of(Postmaster.of(databaseDirectory));
        };
    }

    @Override
    public void close() throws IOException {
        IOException faults = new IOException("not everything stopped as it should");
        closeAfter(faults);
        if (faults.getSuppressed().length > 0) {
            throw faults;
        }
    }

    private <T extends AutoCloseable> T opened(T part) {
        open.push(part);
        return part;
    }

    private void closeAfter(Exception fault) {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                fault.addSuppressed(e);
            }
        }
    }
}
