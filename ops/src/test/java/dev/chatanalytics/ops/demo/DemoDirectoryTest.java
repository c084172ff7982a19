package dev.chatanalytics.ops.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoDirectoryTest {

    @TempDir
    Path dir;

    @Test
    void shouldBelongToOneDemoAtATime() throws IOException {
        DemoDirectory first = DemoDirectory.take(dir);
        assertThatThrownBy(() -> DemoDirectory.take(dir))
                .isInstanceOf(IOException.class)
                .hasMessage("another demo is running in " + dir);

        first.close();
        DemoDirectory.take(dir).close();
    }

    @Test
    void shouldTellWhereTheDatabaseIsWhileItRuns() throws IOException {
        Path connection = DemoDirectory.connectionFile(dir.resolve("new"));
        try (DemoDirectory demo = DemoDirectory.take(dir.resolve("new"))) {
            demo.publish("jdbc:postgresql://localhost:1/x?user=u");

            assertThat(connection).content().contains("database.url = \"jdbc:postgresql://localhost:1/x?user=u\"");
        }
        assertThat(connection).doesNotExist();
    }

    @Test
    void shouldNotTakeWhatIsNoDirectory() throws IOException {
        Path file = Files.createFile(dir.resolve("file"));

        assertThatThrownBy(() -> DemoDirectory.take(file)).isInstanceOf(IOException.class);
    }
}
