package dev.chatanalytics.ops.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.chatanalytics.ops.Http;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process whose engine meets a fault of ours: it ends, says why, and loses nothing. */
class FailedEngineIT {

    @TempDir
    private Path dir;

    private Map<String, String> sound;
    private Map<String, String> broken;

    /** Java finds a class that is none where it looks first: what keeps dead letters throws an Error. */
    @BeforeEach
    void breakAClass() throws IOException {
        Path classes = Files.createDirectories(dir.resolve("broken/dev/chatanalytics/persistence/deadletter"));
        Files.writeString(classes.resolve("DeadLetterLine.class"), "no class");
        sound = Map.of(
                "CHAT_ANALYTICS_NLP_URL", "http://127.0.0.1:1/",
                "CHAT_ANALYTICS_DATABASE_URL", "jdbc:postgresql://127.0.0.1:1/chat",
                "CHAT_ANALYTICS_HTTP_INGEST_TIMEOUT", "10s",
                "CHAT_ANALYTICS_STARTUP_REHEARSAL", "1ms");
        broken = new HashMap<>(sound);
        broken.put("CHAT_ANALYTICS_JAVA_OPTS", "-Xbootclasspath/a:" + dir.resolve("broken"));
    }

    @Test
    void shouldEndWith1WhenItFailsWhileServingAndWhileRecovering() throws Exception {
        try (ServiceProcess serving = ServiceProcess.start(dir, "serving", broken)) {
            assertThat(Http.postMessage(serving.port(), "{\"bot_id\":\"b\",\"text\":\"promised\"}")
                            .statusCode())
                    .isEqualTo(202);
            assertSaysWhy(serving);
        }
        try (ServiceProcess recovering = ServiceProcess.launch(dir, "recovering", broken)) {
            assertSaysWhy(recovering);
            assertThat(recovering.log()).doesNotContain("messages on port");
        }
        try (ServiceProcess repaired = ServiceProcess.start(dir, "repaired", sound)) {
            await("the message is a dead letter")
                    .atMost(Duration.ofSeconds(30))
                    .until(() ->
                            Http.get(repaired.adminPort(), "/health").body().contains("\"waiting\":1"));
            repaired.terminate();
            assertThat(repaired.exitCode()).as(repaired.log()).isZero();
        }
    }

    private static void assertSaysWhy(ServiceProcess process) throws Exception {
        assertThat(process.exitCode()).as(process.log()).isEqualTo(1);
        assertThat(process.log())
                .contains("The engine has failed", "ClassFormatError", "chat-analytics: the engine has failed");
    }
}
