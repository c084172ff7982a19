package dev.chatanalytics.perf.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryLimitTest {

    @TempDir
    private Path cgroups;

    @Test
    void shouldRunTheCommandInAGroupOfItsOwn() throws IOException, InterruptedException {
        Files.writeString(cgroups.resolve("cgroup.controllers"), "cpu memory pids\n");
        Files.writeString(cgroups.resolve("cgroup.subtree_control"), "cpu pids\n");

        MemoryLimit limit = MemoryLimit.of(cgroups, "one", MemoryLimit.GIGABYTE);

        Path group = cgroups.resolve("chat-analytics-" + ProcessHandle.current().pid() + "-one");
        assertThat(cgroups.resolve("cgroup.subtree_control")).hasContent("+memory");
        assertThat(group.resolve("memory.max")).hasContent("1073741824");
        assertThat(limit.description()).isEqualTo("1,024 MB by cgroups v2");
        Process process = new ProcessBuilder(limit.around(List.of("test", "-n", "two words"))).start();
        assertThat(process.waitFor()).as("what the command ends with").isZero();
        assertThat(group.resolve("cgroup.procs")).hasContent(Long.toString(process.pid()));
    }

    @Test
    void shouldSayWhyNothingIsLimited() throws IOException {
        MemoryLimit none = MemoryLimit.of(cgroups, "one", MemoryLimit.GIGABYTE);
        assertThat(none.description()).isEqualTo("none (no memory controller of cgroups v2 in " + cgroups + ")");
        assertThat(none.around(List.of("true"))).containsExactly("true");
        none.close();

        Files.writeString(cgroups.resolve("cgroup.controllers"), "memory");
        assertThat(MemoryLimit.of(cgroups, "one", MemoryLimit.GIGABYTE).description())
                .startsWith("none (")
                .contains("subtree");
    }
}
