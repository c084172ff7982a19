package dev.chatanalytics.ops.verify.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole {@code verify --chaos} as a process of its own, which is killed. */
class ReaperIT {

    private static final Duration LIMIT = Duration.ofSeconds(90);

    @TempDir
    Path dir;

    private Process verify;

    private void start(String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + dir,
                "-cp",
                System.getProperty("java.class.path"),
                "dev.chatanalytics.ops.cli.Main",
                "verify",
                "--chaos",
                "--duration",
                "20s")); // in case that we are killed ourselves
        command.addAll(List.of(options));
        verify = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(dir.resolve("out").toFile())
                .start();
    }

    @AfterEach
    void end() throws InterruptedException {
        verify.destroyForcibly().waitFor();
    }

    @Test
    void shouldLeaveNothingBehindWhenItIsKilled() throws Exception {
        start();
        assertLeavesNothingBehind("/java", "/postgres");
    }

    @Test
    @Tag("long")
    void shouldLeaveNoPoolerBehindEither() throws Exception {
        start("--pooler");
        assertLeavesNothingBehind("/java", "/postgres", "/pgbouncer");
    }

    private void assertLeavesNothingBehind(String... programs) throws Exception {
        await(String.join(" and ", programs)).atMost(LIMIT).until(() -> {
            List<String> running = running();
            return Stream.of(programs)
                    .allMatch(program -> running.stream().anyMatch(command -> command.endsWith(program)));
        });

        verify.destroyForcibly().waitFor();

        await("the end of all").atMost(LIMIT).until(() -> running().isEmpty());
        await("an empty directory")
                .atMost(LIMIT)
                .untilAsserted(() -> assertThat(files())
                        .isNotEmpty()
                        .allMatch(file -> file.toString().endsWith(".log")));
        assertThat(Files.readString(Path.of("/proc/mounts"))).doesNotContain(dir.toString());
    }

    /** The programs that run somewhere in the stack's directory. */
    private List<String> running() {
        return ProcessHandle.allProcesses()
                .filter(process -> link(process, "cwd").startsWith(dir.toString()))
                .map(process -> link(process, "exe"))
                .toList();
    }

    private static String link(ProcessHandle process, String name) {
        try {
            return Files.readSymbolicLink(Path.of("/proc", Long.toString(process.pid()), name))
                    .toString();
        } catch (IOException e) {
            return ""; // it has just ended
        }
    }

    private List<Path> files() {
        try (Stream<Path> stacks = Files.list(dir)) {
            return stacks.filter(Files::isDirectory)
                    .filter(stack -> stack.getFileName().toString().startsWith("chat-analytics-chaos-"))
                    .flatMap(ReaperIT::list)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> list(Path stack) {
        try (Stream<Path> files = Files.list(stack)) {
            return files.toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
