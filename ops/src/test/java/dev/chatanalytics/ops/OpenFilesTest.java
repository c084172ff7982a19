package dev.chatanalytics.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatanalytics.ops.config.Configuration;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class OpenFilesTest {

    private static Configuration configuration() throws Exception {
        return Configurations.of(Path.of("unused"), "jdbc:postgresql://localhost/chat", "http://localhost/");
    }

    @Test
    void shouldLeaveEverythingWhenThereIsRoom() throws Exception {
        Configuration configuration = configuration();

        assertThat(OpenFiles.fit(configuration, 20_000)).isSameAs(configuration);
    }

    @Test
    void shouldLeaveMostOfFewToChatbots() throws Exception {
        Configuration fitted = OpenFiles.fit(configuration(), 1_024);

        assertThat(fitted.nlp().maxConnections()).isBetween(200, 300);
        assertThat(fitted.engine().nlp().concurrency()).isEqualTo(fitted.nlp().maxConnections());
        assertThat(fitted.http().maxConnections() + fitted.nlp().maxConnections())
                .isBetween(800, 900);
    }

    @Test
    void shouldNotStartWithoutRoom() {
        assertThatThrownBy(() -> OpenFiles.fit(configuration(), 200))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("open files: 200 (expected at least 256");
    }
}
