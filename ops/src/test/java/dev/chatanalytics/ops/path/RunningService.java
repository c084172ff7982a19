package dev.chatanalytics.ops.path;

import dev.chatanalytics.ops.Configurations;
import dev.chatanalytics.ops.Service;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** The service in this process, as an operator would have configured it, on free ports. Not thread-safe. */
final class RunningService implements AutoCloseable {

    private final HttpClient http = HttpClient.newHttpClient();
    private final Service service;
    private boolean stopped;

    private RunningService(Service service) {
        this.service = service;
    }

    static RunningService start(TestDatabase database, String nlpUrl, Path dir, Map<String, String> settings)
            throws Exception {
        Map<String, String> more = new HashMap<>(Map.of(
                "http.host", "localhost",
                "admin.host", "localhost",
                "startup.rehearsal", "1s")); // this Java has been warm since the first of them
        more.putAll(settings);
        Service service = Service.start(Configurations.of(dir, database.url(), nlpUrl, more), within -> false);
        try {
            service.open(within -> false);
        } catch (IOException | InterruptedException | RuntimeException e) {
            service.close();
            throw e;
        }
        return new RunningService(service);
    }

    int port() {
        return service.port();
    }

    Scrape scrape() {
        return Scrape.parse(admin("/metrics").body());
    }

    /** One of the admin port's pages. */
    HttpResponse<String> admin(String path) {
        URI uri = URI.create("http://localhost:" + service.adminPort() + path);
        try {
            return http.send(
                    HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(10)).build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError("no answer from " + uri, e);
        }
    }

    /** What SIGTERM does. */
    boolean stop() throws IOException, InterruptedException {
        return stop(false);
    }

    /** What one SIGTERM does, or two. */
    boolean stop(boolean hurry) throws IOException, InterruptedException {
        stopped = true;
        return service.stop(within -> hurry);
    }

    @Override
    public void close() throws IOException {
        if (!stopped) {
            service.close();
        }
    }
}
