package dev.chatanalytics.ops.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.chatanalytics.ops.sandbox.Knob;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Real signals to a real process: whatever was answered 202 before them is stored by the next one, once. */
class SigtermIT {

    @RegisterExtension
    static final Stack stack = new Stack();

    @TempDir
    private Path dir;

    private ServiceProcess start(String name, Map<String, String> more) throws Exception {
        Map<String, String> environment = new HashMap<>(more);
        environment.put("CHAT_ANALYTICS_DATABASE_URL", stack.database().url());
        environment.put("CHAT_ANALYTICS_NLP_URL", stack.nlpUrl());
        environment.put("CHAT_ANALYTICS_HTTP_INGEST_TIMEOUT", "5s");
        return ServiceProcess.start(dir, name, environment);
    }

    private void awaitStoredOnce(Chatbots bots) {
        await("every message in the table, once")
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(stack.database().query("SELECT message_id FROM messages"))
                        .containsExactlyInAnyOrderElementsOf(bots.accepted.keySet()));
    }

    @Test
    void shouldExitWith0WithoutItsDatabaseAndStoreEverythingAtTheNextStart() throws Exception {
        Chatbots bots;
        try (ServiceProcess first = start("first", Map.of())) {
            bots = new Chatbots(first.port());
            bots.sendAll("up", 100);
            stack.database().stop();
            try {
                bots.sendAll("down", 300);
                first.terminate();
                assertThat(first.exitCode()).as(first.log()).isZero();
            } finally {
                stack.database().start();
            }
        }
        assertThat(bots.accepted).hasSize(400);
        assertThat(stack.database().query("SELECT 1 FROM messages")).hasSizeLessThanOrEqualTo(100);

        try (ServiceProcess second = start("second", Map.of())) {
            awaitStoredOnce(bots);
            second.terminate();
            assertThat(second.exitCode()).as(second.log()).isZero();
        }
    }

    @Test
    void shouldBeHurriedByASecondSignalAndLeaveTheRestToTheNextStart() throws Exception {
        Chatbots bots;
        stack.nlp(Knob.LATENCY_MS, 30_000);
        try (ServiceProcess first = start(
                "first",
                Map.of("CHAT_ANALYTICS_NLP_TIMEOUT", "40s", "CHAT_ANALYTICS_SHUTDOWN_DRAIN_TIMEOUT", "100s"))) {
            bots = new Chatbots(first.port());
            bots.sendAll("slow", 300);
            first.terminate();
            first.awaitLog("Stopping: 300 messages");
            first.terminate();
            assertThat(first.exitCode()).as(first.log()).isZero();
            assertThat(first.log()).contains("asked to stop once more");
        }
        assertThat(bots.accepted).hasSize(300);
        assertThat(stack.database().query("SELECT 1 FROM messages"))
                .as("not waited for")
                .isEmpty();

        stack.nlp(Knob.LATENCY_MS, 10);
        try (ServiceProcess second = start("second", Map.of())) {
            awaitStoredOnce(bots);
            second.terminate();
            assertThat(second.exitCode()).as(second.log()).isZero();
        }
    }
}
