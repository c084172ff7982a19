package dev.chatanalytics.ops.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.chatanalytics.persistence.database.DatabaseOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PasswordFileTest {

    private static final Layer NONE = Layer.of("none", Map.of());

    @TempDir
    Path dir;

    @Test
    void shouldReadThePasswordFromAFile() throws Exception {
        Path secret = Files.writeString(dir.resolve("secret"), " hush # 1\r\n");
        Map<String, String> named = Map.of("CHAT_ANALYTICS_DATABASE_PASSWORD_FILE", secret.toString());

        assertThat(read(named, Map.of()).password()).isEqualTo(" hush # 1");
        assertThat(faults(named, Map.of("CHAT_ANALYTICS_DATABASE_PASSWORD", "hush")))
                .singleElement()
                .asString()
                .startsWith("database.password-file: ")
                .contains("since there is database.password");
        Files.writeString(secret, "\n");
        assertThat(faults(named, Map.of())).singleElement().asString().contains("has a secret in it");
        Files.delete(secret);
        assertThat(faults(named, Map.of())).singleElement().asString().contains("a file that can be read");
    }

    private static DatabaseOptions read(Map<String, String> variables, Map<String, String> more)
            throws ConfigurationException {
        Map<String, String> environment = new HashMap<>(variables);
        environment.put("CHAT_ANALYTICS_DATABASE_URL", "jdbc:postgresql://db/chat");
        environment.putAll(more);
        return ConfigurationReader.database(Settings.load(NONE, Optional.empty(), environment, NONE));
    }

    private static List<String> faults(Map<String, String> variables, Map<String, String> more) {
        return catchThrowableOfType(ConfigurationException.class, () -> read(variables, more))
                .faults();
    }
}
