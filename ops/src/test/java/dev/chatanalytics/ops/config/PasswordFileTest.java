package dev.chatanalytics.ops.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.chatanalytics.persistence.database.DatabaseOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class PasswordFileTest {

    private static final Layer NONE = Layer.of("none", Map.of());

    @TempDir
    Path dir;

    @Test
    void shouldReadThePasswordFromAFile() throws Exception {
        Path secret = Files.writeString(dir.resolve("secret"), " hush # 1\r\n");
        Map<String, String> named = Map.of("CHAT_ANALYTICS_DATABASE_PASSWORD_FILE", secret.toString());

        assertThat(read(named, Map.of()).password().get()).isEqualTo(" hush # 1");
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

    @Test
    void shouldReadItAgainWheneverItIsAskedFor() throws Exception {
        Path secret = Files.writeString(dir.resolve("secret"), "\uFEFFone\n");
        Supplier<String> password = read(Map.of("CHAT_ANALYTICS_DATABASE_PASSWORD_FILE", secret.toString()), Map.of())
                .password();
        assertThat(password.get()).isEqualTo("one");

        Path renewed = Files.writeString(dir.resolve("renewed"), "two\n");
        Files.move(renewed, secret, StandardCopyOption.ATOMIC_MOVE);
        assertThat(password.get()).isEqualTo("two");

        Files.writeString(secret, "");
        assertThat(password.get()).as("being written").isEqualTo("two");
        Files.delete(secret);
        assertThat(password.get()).as("missing").isEqualTo("two");
        Files.createDirectory(secret);
        assertThat(password.get()).as("no file").isEqualTo("two");
        Files.delete(secret);
        Files.writeString(secret, "three");
        assertThat(password.get()).isEqualTo("three");
    }

    @Test
    void shouldWarnOfAMissingFileOnceAMinute() throws Exception {
        ListAppender<ILoggingEvent> warnings = new ListAppender<>();
        warnings.start();
        Logger log = (Logger) LoggerFactory.getLogger(SecretFile.class);
        log.addAppender(warnings);
        try {
            Path secret = Files.writeString(dir.resolve("secret"), "hush");
            Supplier<String> password = read(
                            Map.of("CHAT_ANALYTICS_DATABASE_PASSWORD_FILE", secret.toString()), Map.of())
                    .password();
            Files.delete(secret);
            for (int i = 0; i < 3; i++) {
                password.get();
            }
        } finally {
            log.detachAppender(warnings);
        }
        assertThat(warnings.list)
                .singleElement()
                .asString()
                .contains("database.password-file")
                .doesNotContain("hush");
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
