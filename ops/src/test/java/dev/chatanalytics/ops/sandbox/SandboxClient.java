package dev.chatanalytics.ops.sandbox;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Calls a sandbox as a service and as an operator would. Thread-safe. */
final class SandboxClient {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final NlpSandbox sandbox;

    SandboxClient(NlpSandbox sandbox) {
        this.sandbox = sandbox;
    }

    HttpResponse<String> analyze(String text) throws IOException, InterruptedException {
        return http.send(call(text, PATIENCE), BodyHandlers.ofString());
    }

    CompletableFuture<HttpResponse<String>> analyzeLater(String text) {
        return http.sendAsync(call(text, PATIENCE), BodyHandlers.ofString());
    }

    HttpResponse<String> send(String method, String path, String body) throws IOException, InterruptedException {
        return http.send(
                request(path).method(method, BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
    }

    /** One of the sandbox's counters, asked for over HTTP. */
    long stat(String name) {
        try {
            String stats = send("GET", "/stats", "").body();
            Matcher number = Pattern.compile('"' + name + "\":(\\d+)").matcher(stats);
            if (!number.find()) {
                throw new IllegalStateException("no counter " + name + " in " + stats);
            }
            return Long.parseLong(number.group(1));
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("GET /stats failed", e);
        }
    }

    private HttpRequest call(String text, Duration patience) {
        return HttpRequest.newBuilder(URI.create(sandbox.url()))
                .timeout(patience)
                .POST(BodyPublishers.ofString("{\"text\":\"" + text + "\"}"))
                .build();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + sandbox.port() + path))
                .timeout(PATIENCE);
    }
}
