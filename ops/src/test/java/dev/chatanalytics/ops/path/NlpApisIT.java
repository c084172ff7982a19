package dev.chatanalytics.ops.path;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.chatanalytics.engine.message.NlpAnalysis;
import dev.chatanalytics.engine.message.NlpStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The APIs of {@code docs/nlp-apis.md}, connected as it says. */
class NlpApisIT {

    @TempDir
    private Path dir;

    @Test
    void shouldSendAKeyAndReadNestedJson() throws Exception {
        String answer =
                "{\"result\":{\"language\":{\"code\":\"fr\"},\"mood\":{\"label\":\"glad\",\"confidence\":0.75}}}";
        try (SmallApi api = SmallApi.plain(call -> call.isPostTo("/v2/inspect?detail=full")
                                && call.has("X-API-Key", "k-4711")
                                && call.has("X-Tenant", "chat")
                                && call.body().equals("{\"input\":{\"content\":\"say \\\"é\\\"\",\"kind\":\"chat\"}}")
                        ? answer
                        : null);
                ConnectedApi connected = ConnectedApi.as(1, dir, api, Map.of())) {
            assertThat(connected.analyse("say \"é\""))
                    .isEqualTo(new NlpAnalysis(NlpStatus.OK, "fr", "glad", 0.75f, answer));
        }
    }

    @Test
    void shouldTakeTheBestOfAListOfLabels() throws Exception {
        String answer = "[[{\"label\":\"LABEL_1\",\"score\":0.2},{\"label\":\"LABEL_2\",\"score\":0.7}]]";
        try (SmallApi api = SmallApi.plain(call ->
                        call.body().equals("{\"inputs\":\"hello\",\"parameters\":{\"top_k\":3}}") ? answer : null);
                ConnectedApi connected = ConnectedApi.as(2, dir, api, Map.of())) {
            assertThat(connected.analyse("hello"))
                    .isEqualTo(new NlpAnalysis(NlpStatus.OK, null, "positive", 0.7f, answer));
        }
    }

    @Test
    void shouldSendAListOfDocuments() throws Exception {
        String answer = "{\"documents\":[{\"id\":\"1\",\"detected\":{\"iso\":\"deu\"},\"sentiment\":\"neutral\","
                + "\"confidence\":{\"positive\":0.5}}],\"errors\":[]}";
        try (SmallApi api = SmallApi.plain(call -> call.has("Subscription-Key", "0123456789abcdef")
                                && call.body()
                                        .equals(
                                                "{\"documents\":[{\"id\":\"1\",\"language\":\"de\",\"text\":\"hallo\"}]}")
                        ? answer
                        : "{\"documents\":[],\"errors\":[{\"code\":\"InvalidDocument\"}]}");
                ConnectedApi connected = ConnectedApi.as(3, dir, api, Map.of())) {
            assertThat(connected.analyse("hallo"))
                    .isEqualTo(new NlpAnalysis(NlpStatus.OK, "de", "neutral", 0.5f, answer));
            assertThat(connected.analyse("what it calls invalid")).isEqualTo(NlpAnalysis.FAILED);
        }
    }

    @Test
    void shouldTrustAPrivateCaAndSendATokenThatIsRenewed() throws Exception {
        Path token = Files.writeString(dir.resolve("token"), "first\n");
        PrivateCa ca = PrivateCa.in(dir);
        String[] right = {"Bearer first"};
        try (SmallApi api = SmallApi.secure(
                        ca.server(), call -> call.has("Authorization", right[0]) ? "{\"language\":\"en\"}" : null);
                ConnectedApi connected = ConnectedApi.as(
                        4, dir, api, Map.of("nlp.tls.ca", ca.pem().toString(), "nlp.token-file", token.toString()))) {
            assertThat(connected.analyse("hello").language()).isEqualTo("en");

            right[0] = "Bearer second";
            Path renewed = Files.writeString(dir.resolve("renewed"), "second", UTF_8);
            Files.move(renewed, token, StandardCopyOption.ATOMIC_MOVE);

            await("the new token is sent")
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> "en".equals(connected.analyse("hello").language()));
        }
    }

    @Test
    void shouldTrustNobodyElse() throws Exception {
        PrivateCa ca = PrivateCa.in(dir);
        Path other = PrivateCa.in(Files.createDirectory(dir.resolve("other"))).pem();
        Path token = Files.writeString(dir.resolve("token"), "t");
        try (SmallApi api = SmallApi.secure(ca.server(), call -> "{}");
                ConnectedApi connected = ConnectedApi.as(
                        4, dir, api, Map.of("nlp.tls.ca", other.toString(), "nlp.token-file", token.toString()))) {
            assertThat(connected.analyse("hello")).isEqualTo(NlpAnalysis.FAILED);
        }
    }
}
