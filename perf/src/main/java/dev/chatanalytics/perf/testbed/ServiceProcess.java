package dev.chatanalytics.perf.testbed;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One instance of the service in a directory of its own, on free ports. Used by one thread. */
public final class ServiceProcess implements AutoCloseable {

    private static final String HOST = "127.0.0.1";

    private final ChildProcess process;
    private final int port;
    private final URI admin;
    private final long startNanos = System.nanoTime();
    private Duration untilReady;

    private ServiceProcess(ChildProcess process, int port, URI admin) {
        this.process = process;
        this.port = port;
        this.admin = admin;
    }

    /**
     * Starts it, and does not wait for it.
     *
     * @param directory for its data and log, made when missing
     * @param cpus where it may run
     * @param settings environment variables; its ports are added
     */
    static ServiceProcess start(Path program, Path directory, String cpus, Map<String, String> settings)
            throws IOException {
        Files.createDirectories(directory);
        int port = ChildProcess.freePort();
        int adminPort = ChildProcess.freePort();
        Map<String, String> all = new HashMap<>(settings);
        all.put("CHAT_ANALYTICS_HTTP_PORT", Integer.toString(port));
        all.put("CHAT_ANALYTICS_ADMIN_PORT", Integer.toString(adminPort));
        String name = directory.getFileName().toString();
        ChildProcess process = ChildProcess.start(name, cpus, directory, all, List.of(program.toString(), "serve"));
        return new ServiceProcess(process, port, URI.create("http://" + HOST + ":" + adminPort));
    }

    void awaitReady() throws IOException {
        Readiness.await(admin.resolve("/readyz"), process);
        untilReady = Duration.ofNanos(System.nanoTime() - startNanos);
    }

    /** From its start until it said that it was ready. */
    public Duration untilReady() {
        return untilReady;
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
    public Duration cpu() {
        return process.cpu();
    }

    /** The process. */
    public ProcessHandle handle() {
        return process.handle();
    }

    @Override
    public void close() throws IOException {
        process.close();
    }
}
