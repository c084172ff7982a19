package dev.chatanalytics.perf.testbed;

import dev.chatanalytics.ops.verify.chaos.FreePort;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One instance of the service in a directory of its own, on free ports. Used by one thread, but for {@link #cpu} and {@link #handle}. */
public final class ServiceProcess implements AutoCloseable {

    private static final String HOST = "127.0.0.1";

    private final Path program;
    private final Path directory;
    private final String cpus;
    private final Map<String, String> environment;
    private final MemoryLimit limit;
    private final int port;
    private final URI admin;
    private volatile ChildProcess process;

    private ServiceProcess(Path program, Path directory, String cpus, Map<String, String> settings) throws IOException {
        this.program = program;
        this.directory = directory;
        this.cpus = cpus;
        port = FreePort.find();
        admin = URI.create("http://" + HOST + ":" + FreePort.find());
        environment = new HashMap<>(settings);
        environment.put("CHAT_ANALYTICS_HTTP_PORT", Integer.toString(port));
        environment.put("CHAT_ANALYTICS_ADMIN_PORT", Integer.toString(admin.getPort()));
        limit = MemoryLimit.of(MemoryLimit.CGROUPS, name(), MemoryLimit.GIGABYTE);
    }

    /**
     * Starts it, and does not wait for it. Where it can be, it is held to 1 GB.
     *
     * @param directory for its data and log, made when missing
     * @param cpus where it may run
     * @param settings environment variables; its ports are added
     */
    static ServiceProcess start(Path program, Path directory, String cpus, Map<String, String> settings)
            throws IOException {
        Files.createDirectories(directory);
        ServiceProcess service = new ServiceProcess(program, directory, cpus, settings);
        try {
            service.launch();
            return service;
        } catch (IOException e) {
            service.limit.close();
            throw e;
        }
    }

    /** Stops it and waits for its end, then starts it again; returns how long it took from its start to ready. */
    public Duration restart() throws IOException {
        process.close();
        long start = System.nanoTime();
        launch();
        awaitReady();
        return Duration.ofNanos(System.nanoTime() - start);
    }

    void awaitReady() throws IOException {
        Readiness.await(admin.resolve("/readyz"), process);
    }

    /** Where it takes messages. */
    public InetSocketAddress address() {
        return new InetSocketAddress(HOST, port);
    }

    /** Its admin address. */
    public URI admin() {
        return admin;
    }

    /** CPU time so far, user and system. */
    public Duration cpu() throws IOException {
        return process.cpu();
    }

    /** The process. */
    public ProcessHandle handle() {
        return process.handle();
    }

    /** What limits its memory, for a report. */
    public String memoryLimit() {
        return limit.description();
    }

    /** The program of the Java that runs it, for a report. */
    public String java() {
        return handle().info().command().orElse("unknown");
    }

    @Override
    public void close() throws IOException {
        process.close();
        limit.close();
    }

    private void launch() throws IOException {
        List<String> command = limit.around(List.of(program.toString(), "serve"));
        process = ChildProcess.start(name(), cpus, directory, environment, command);
    }

    private String name() {
        return directory.getFileName().toString();
    }
}
