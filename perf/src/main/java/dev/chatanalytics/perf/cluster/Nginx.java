package dev.chatanalytics.perf.cluster;

import dev.chatanalytics.ops.verify.chaos.FreePort;
import dev.chatanalytics.perf.load.client.DescriptorLimit;
import dev.chatanalytics.perf.testbed.ChildProcess;
import dev.chatanalytics.perf.testbed.Readiness;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** An nginx of our own in front of the services. Used by one thread; closing it ends it. */
final class Nginx implements AutoCloseable {

    private static final String NAME = "nginx";

    private final ChildProcess process;
    private final URI url;

    private Nginx(ChildProcess process, URI url) {
        this.process = process;
        this.url = url;
    }

    /** The program, if it is installed: on the PATH, or where Debian keeps what only root has on its PATH. */
    static Optional<Path> find() {
        String path = System.getenv().getOrDefault("PATH", "");
        return Stream.concat(Arrays.stream(path.split(":")), Stream.of("/usr/sbin"))
                .filter(directory -> !directory.isEmpty())
                .map(directory -> Path.of(directory, NAME))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /**
     * Starts it with a configuration of its own, and returns when it answers.
     *
     * @param parent of its directory
     * @param connections that clients will open
     */
    static Nginx start(Path program, List<InetSocketAddress> services, int connections, String cpus, Path parent)
            throws IOException {
        Path directory = Files.createDirectories(parent.resolve(NAME)).toAbsolutePath();
        int descriptors = (int) Math.min(65_000, DescriptorLimit.ofThisProcess().hard());
        int port = FreePort.find();
        Path file = directory.resolve("nginx.conf");
        Files.writeString(file, new NginxConfig(port, services, connections, descriptors, directory).text());
        List<String> command =
                List.of(program.toString(), "-e", "stderr", "-p", directory.toString(), "-c", file.toString());
        ChildProcess process = ChildProcess.start(NAME, cpus, directory, Map.of(), command);
        try {
            URI url = URI.create("http://127.0.0.1:" + port);
            Readiness.await(url.resolve(NginxConfig.STATUS), process);
            return new Nginx(process, url);
        } catch (IOException | RuntimeException e) {
            process.close();
            throw e;
        }
    }

    /** Where it listens. */
    InetSocketAddress address() {
        return new InetSocketAddress(url.getHost(), url.getPort());
    }

    /** How many connections clients have open, ours included; NaN when it does not say. */
    double connections() {
        try (InputStream in = url.resolve(NginxConfig.STATUS).toURL().openStream()) {
            return active(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            return Double.NaN; // it was too busy this time
        }
    }

    static double active(String status) {
        return Double.parseDouble(status.lines().findFirst().orElse("").replace("Active connections:", ""));
    }

    /** Its processes, which hold the connections. */
    List<ProcessHandle> processes() {
        return Stream.concat(Stream.of(process.handle()), process.handle().descendants())
                .toList();
    }

    @Override
    public void close() throws IOException {
        process.close();
    }
}
