package dev.chatanalytics.ops.verify.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramsTest {

    @TempDir
    Path dir;

    @Test
    void shouldFindTheFirstThatCanBeRun() throws Exception {
        Path text = Files.createFile(Files.createDirectory(dir.resolve("a")).resolve("program"));
        Path program = Files.createFile(Files.createDirectory(dir.resolve("b")).resolve("program"));
        assertThat(program.toFile().setExecutable(true)).isTrue();
        String places = text.getParent() + "::" + dir.resolve("missing") + ":" + program.getParent();

        assertThat(Programs.find("program", places)).contains(program);
        assertThat(Programs.find("other", places)).isEmpty();
        assertThat(Programs.find("program", "")).isEmpty();
    }
}
