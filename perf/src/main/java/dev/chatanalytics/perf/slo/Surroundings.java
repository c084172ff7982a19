package dev.chatanalytics.perf.slo;

import dev.chatanalytics.ops.demo.EmbeddedDatabase;
import dev.chatanalytics.perf.load.client.Pause;
import java.io.IOException;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** All that the headline run needs: database, NLP sandbox and service, started in this order. Used by one thread. */
final class Surroundings implements AutoCloseable {

    private static final Duration READY_PATIENCE = Duration.ofSeconds(60);

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final EmbeddedDatabase database;
    private final ChildProcess sandbox;
    private final ChildProcess service;
    private final Path postmasterPid;
    private final URI url;
    private final URI admin;

    /**
     * Starts everything and returns once the service is ready.
     *
     * @param program the script {@code chat-analytics}
     * @param directory for data and logs
     * @param settings of the service, as environment variables
     */
    Surroundings(Path program, Path directory, Cpus cpus, Map<String, String> settings) throws IOException {
        Files.createDirectories(directory);
        try {
            database = opened(EmbeddedDatabase.start(directory.resolve("database")));
            postmasterPid = directory.resolve("database/postgres/postmaster.pid");
            int nlpPort = ChildProcess.freePort();
            sandbox = opened(ChildProcess.start(
                    "nlp-sandbox",
                    cpus.others(),
                    directory,
                    Map.of(),
                    List.of(program.toString(), "nlp-sandbox", "--canned", "-p", Integer.toString(nlpPort))));
            url = local(ChildProcess.freePort());
            admin = local(ChildProcess.freePort());
            awaitAnswer(local(nlpPort).resolve("/stats"), sandbox);
            service = opened(ChildProcess.start(
                    "service",
                    cpus.service(),
                    directory,
                    environment(local(nlpPort).resolve("/v1/analyze"), settings),
                    List.of(program.toString(), "serve")));
            awaitAnswer(admin.resolve("/readyz"), service);
        } catch (IOException | RuntimeException e) {
            closeAfter(e);
            throw e;
        }
    }

    URI url() {
        return url;
    }

    URI admin() {
        return admin;
    }

    String databaseUrl() {
        return database.url();
    }

    /** CPU time of the NLP sandbox so far. */
    Duration sandboxCpu() {
        return sandbox.cpu();
    }

    /** CPU time so far of the database's processes that still run; its workers live as long as their connections. */
    Duration databaseCpu() throws IOException {
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

    private Map<String, String> environment(URI nlp, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("CHAT_ANALYTICS_HTTP_PORT", Integer.toString(url.getPort()));
        all.put("CHAT_ANALYTICS_ADMIN_PORT", Integer.toString(admin.getPort()));
        all.put("CHAT_ANALYTICS_NLP_URL", nlp.toString());
        all.put("CHAT_ANALYTICS_DATABASE_URL", database.url());
        return all;
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

    private static URI local(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }

    private static void awaitAnswer(URI uri, ChildProcess process) throws IOException {
        long patience = System.nanoTime() + READY_PATIENCE.toNanos();
        while (!answers200(uri)) {
            process.check();
            if (System.nanoTime() > patience) {
                throw new IOException(uri + " did not answer 200 within " + READY_PATIENCE.toSeconds() + " s");
            }
            Pause.millis(50);
        }
    }

    private static boolean answers200(URI uri) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
        connection.setConnectTimeout(1000);
        connection.setReadTimeout(1000);
        try {
            return connection.getResponseCode() == 200;
        } catch (ConnectException | SocketTimeoutException e) {
            return false; // not yet
        } finally {
            connection.disconnect();
        }
    }
}
