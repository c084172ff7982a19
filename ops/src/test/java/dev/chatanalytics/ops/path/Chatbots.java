package dev.chatanalytics.ops.path;

import dev.chatanalytics.transport.http.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * Posts messages and keeps the ledger: which message got which answer. Thread-safe.
 *
 * <p>Ids are unique; the same bot, time and id are used when a message is sent again.
 */
final class Chatbots {

    private static final int AT_ONCE = 64;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private final URI target;
    private final Semaphore slots = new Semaphore(AT_ONCE);

    /** The text of each message that was answered 202, by id. */
    final Map<String, String> accepted = new ConcurrentHashMap<>();

    /** The answer to each message that was not, by id; 0 for no answer at all. */
    final Map<String, Integer> refused = new ConcurrentHashMap<>();

    Chatbots(int port) {
        target = URI.create("http://localhost:" + port + "/v1/messages");
    }

    /** Sends one message; at most 64 are under way at once, and this waits while they are. */
    CompletableFuture<Integer> send(String id, String text) throws InterruptedException {
        String body = "{\"message_id\":" + Json.quote(id) + ",\"bot_id\":\"bot-" + Math.floorMod(id.hashCode(), 10)
                + "\",\"user_id\":\"u\",\"text\":" + Json.quote(text) + ",\"timestamp\":\"" + Instant.now() + "\"}";
        slots.acquire();
        return post(body).handle((response, fault) -> {
            slots.release();
            int status = fault == null ? response.statusCode() : 0;
            if (status == 202) {
                accepted.put(id, text);
            } else {
                refused.put(id, status);
            }
            return status;
        });
    }

    /** Sends so many messages and waits for all answers. */
    void sendAll(String prefix, int count) throws InterruptedException {
        var answers = new CompletableFuture<?>[count];
        for (int i = 0; i < count; i++) {
            answers[i] = send(prefix + "-" + i, "text " + i);
        }
        CompletableFuture.allOf(answers).join();
    }

    /** Posts any body. */
    CompletableFuture<HttpResponse<String>> post(String body) {
        HttpRequest request = HttpRequest.newBuilder(target)
                .header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(30))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.sendAsync(request, HttpResponse.BodyHandlers.ofString());
    }

    /** How often each status was answered to messages that were refused. */
    Map<Integer, Long> refusals() {
        Map<Integer, Long> counts = new TreeMap<>();
        refused.values().forEach(status -> counts.merge(status, 1L, Long::sum));
        return counts;
    }
}
