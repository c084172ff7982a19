package dev.chatanalytics.ops.verify.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where nobody may mount a file system, it must say so and be an ordinary directory; else it must really be full. */
class SmallDiskIT {

    @TempDir
    Path dir;

    @Test
    void shouldBeFullUntilItIsFreed() throws Exception {
        try (SmallDisk disk = SmallDisk.make(dir.resolve("disk"), 8)) {
            Files.createDirectories(disk.data());
            Path file = disk.data().resolve("file");
            if (disk.cannotFill() == null) {
                disk.fill();
                assertThatThrownBy(() -> Files.write(file, new byte[4096])).isInstanceOf(IOException.class);
                disk.free();
            } else {
                assertThat(disk.cannotFill()).contains("needs root");
            }
            assertThat(Files.write(file, new byte[4096])).hasSize(4096);
        }
        assertThat(dir.resolve("disk-as-left/data/file").toFile().exists()
                        || dir.resolve("disk/data/file").toFile().exists())
                .as("what was on it stays")
                .isTrue();
    }
}
