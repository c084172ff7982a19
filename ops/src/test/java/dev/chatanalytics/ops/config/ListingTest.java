package dev.chatanalytics.ops.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListingTest {

    private static final Layer NONE = Layer.of("none", Map.of());

    @TempDir
    Path dir;

    @Test
    void shouldReadItsOwnListingBack() throws Exception {
        Map<String, String> odd = Map.of(
                "CHAT_ANALYTICS_NLP_URL", "https://nlp:9/a?b=c#d",
                "CHAT_ANALYTICS_DATABASE_URL", "jdbc:postgresql://db:5432/chat?ssl=true",
                "CHAT_ANALYTICS_DATABASE_USER", "a \"quoted\" \\ user",
                "CHAT_ANALYTICS_DEAD_LETTERS_DIR", "data//letters",
                "CHAT_ANALYTICS_HTTP_HOST", "::1");
        Settings settings = Settings.load(NONE, Optional.empty(), odd, NONE);

        Path file = Files.write(dir.resolve("listing.conf"), Listing.of(settings));
        Settings again = Settings.load(NONE, Optional.of(file), Map.of(), NONE);

        for (String key : settings.keys()) {
            assertThat(again.get(key).value())
                    .as(key)
                    .isEqualTo(settings.get(key).value());
        }
    }

    @Test
    void shouldMaskSecretsAndNameOrigins() throws Exception {
        Map<String, String> env = Map.of(
                "CHAT_ANALYTICS_NLP_URL", "https://me:hush@nlp/?api-key=hush&x=1",
                "CHAT_ANALYTICS_DATABASE_URL", "jdbc:postgresql://db/chat?user=u&password=hush&ssl=true",
                "CHAT_ANALYTICS_DATABASE_PASSWORD", "hush");

        List<String> lines = Listing.of(Settings.load(NONE, Optional.empty(), env, NONE));

        assertThat(String.join("\n", lines))
                .doesNotContain("hush")
                .containsPattern("database.password = \"\\*\\*\\*\" +# env CHAT_ANALYTICS_DATABASE_PASSWORD")
                .contains("jdbc:postgresql://db/chat?user=u&password=***&ssl=true")
                .contains("https://***@nlp/?api-key=***&x=1")
                .containsPattern("http.port = 8080 +# default");
    }
}
