package dev.chatanalytics.perf.testbed;

import dev.chatanalytics.ops.demo.EmbeddedDatabase;
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
import java.util.stream.Stream;

/** All that a run needs: database, NLP sandbox and services, started in this order. Used by one thread. */
public final class Surroundings implements AutoCloseable {

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final List<ServiceProcess> services = new ArrayList<>();
    private final EmbeddedDatabase database;
    private final ChildProcess sandbox;
    private final Path postmasterPid;
    private final Path program;
    private final Cpus cpus;
    private final Map<String, String> settings = new HashMap<>();

    /**
     * Starts everything and returns once the services are ready.
     *
     * @param program the script {@code chat-analytics}
     * @param directory for data and logs
     * @param settings of each service, as environment variables
     * @param instances how many services, all on one table; 0 when they are to be started later
     */
    public Surroundings(Path program, Path directory, Cpus cpus, Map<String, String> settings, int instances)
            throws IOException {
        this.program = program;
        this.cpus = cpus;
        this.settings.putAll(settings);
        Files.createDirectories(directory);
        try {
            database = opened(EmbeddedDatabase.start(directory.resolve("database")));
            postmasterPid = directory.resolve("database/postgres/postmaster.pid");
            URI nlp = URI.create("http://127.0.0.1:" + ChildProcess.freePort());
            sandbox = opened(ChildProcess.start(
                    "nlp-sandbox",
                    cpus.others(),
                    directory,
                    Map.of(),
                    List.of(program.toString(), "nlp-sandbox", "--canned", "-p", Integer.toString(nlp.getPort()))));
            Readiness.await(nlp.resolve("/stats"), sandbox);
            this.settings.put(
                    "CHAT_ANALYTICS_NLP_URL", nlp.resolve("/v1/analyze").toString());
            this.settings.put("CHAT_ANALYTICS_DATABASE_URL", database.url());
            startServices(directory, instances);
        } catch (IOException | RuntimeException e) {
            closeAfter(e);
            throw e;
        }
    }

    /** All at once, as a deployment would. */
    private void startServices(Path directory, int instances) throws IOException {
        for (int i = 1; i <= instances; i++) {
            Path own = directory.resolve("service-" + i);
            services.add(opened(ServiceProcess.start(program, own, cpus.service(), settings)));
        }
        for (ServiceProcess service : services) {
            service.awaitReady();
        }
    }

    /**
     * Starts one more service and returns at the first moment at which it is ready.
     *
     * @param directory for its data and log
     * @return the caller's to close, before this
     */
    public ServiceProcess startService(Path directory) throws IOException {
        ServiceProcess service = ServiceProcess.start(program, directory, cpus.service(), settings);
        try {
            service.awaitReady();
            return service;
        } catch (IOException | RuntimeException e) {
            try (service) {
                throw e;
            }
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

    /** CPU time of the NLP sandbox so far. */
    public Duration sandboxCpu() {
        return sandbox.cpu();
    }

    /** CPU time so far of the database's processes that still run; its workers live as long as their connections. */
    public Duration databaseCpu() throws IOException {
        long postmaster = Long.parseLong(Files.readAllLines(postmasterPid).get(0));
        ProcessHandle server = ProcessHandle.of(postmaster)
                .orElseThrow(() -> new IOException("PostgreSQL, process " + postmaster + ", has ended"));
        return Stream.concat(Stream.of(server), server.descendants())
                .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
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
