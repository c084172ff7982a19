package dev.chatanalytics.ops.cli;

import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The start script in a checkout whose sources may be newer than its jar, with a Maven that only writes down its call. */
class StaleBuildIT {

    private static final Instant BUILT = Instant.parse("2026-11-01T00:00:00Z");
    private static final List<String> TOOLS = List.of(
            "bash",
            "cat",
            "dirname",
            "find",
            "getconf",
            "grep",
            "id",
            "mktemp",
            "nproc",
            "readlink",
            "rm",
            "sed",
            "stty",
            "touch");

    @TempDir
    Path dir;

    private Path root;
    private Path jar;
    private Path lib;
    private Path source;
    private Path engineSource;
    private Path tools;
    private Path calls;

    @BeforeEach
    void makeCheckout() throws IOException {
        root = Files.createDirectory(dir.resolve("checkout"));
        Path bin = Files.createDirectories(root.resolve("ops/bin"));
        Files.copy(Path.of("bin/chat-analytics"), bin.resolve("chat-analytics"));
        executable(bin.resolve("chat-analytics"));
        Path target = Files.createDirectories(root.resolve("ops/target"));
        jar = Files.copy(Path.of("target/chat-analytics.jar"), target.resolve("chat-analytics.jar"));
        lib = Files.createDirectory(target.resolve("lib"));
        try (DirectoryStream<Path> libraries = Files.newDirectoryStream(Path.of("target/lib"))) {
            for (Path library : libraries) {
                Files.copy(library, lib.resolve(library.getFileName()), COPY_ATTRIBUTES);
            }
        }
        source = makeSource("ops");
        engineSource = makeSource("engine");
        Files.setLastModifiedTime(jar, FileTime.from(BUILT));
        try (DirectoryStream<Path> own = Files.newDirectoryStream(lib, "chat-analytics-*.jar")) {
            for (Path built : own) {
                Files.setLastModifiedTime(built, FileTime.from(BUILT));
            }
        }
        tools = Files.createDirectory(dir.resolve("tools"));
        for (String tool : TOOLS) {
            link(tool);
        }
        calls = dir.resolve("calls");
    }

    /** JUnit warns of links that lead out of what it deletes. */
    @AfterEach
    void unlink() throws IOException {
        for (String tool : TOOLS) {
            Files.delete(tools.resolve(tool));
        }
    }

    @Test
    void shouldBuildOnceWhenASourceIsNewer() throws Exception {
        makeMaven("exit 0");
        assertThat(help()).isEmpty();
        assertThat(calls).doesNotExist();

        Files.setLastModifiedTime(source, FileTime.from(BUILT.plusSeconds(60)));
        assertThat(help()).contains("building");
        assertThat(help()).isEmpty();
        assertThat(calls).content().hasLineCount(1).contains("package");
    }

    @Test
    void shouldBuildOnceWhenASourceOfALibraryIsNewer() throws Exception {
        makeMaven("exit 0");
        Files.setLastModifiedTime(engineSource, FileTime.from(BUILT.plusSeconds(60)));
        assertThat(help()).contains("building");
        assertThat(help()).isEmpty();
    }

    @Test
    void shouldBuildWhenASourceWasDeleted() throws Exception {
        makeMaven("exit 0");
        Files.delete(source);
        assertThat(help()).contains("building");
    }

    @Test
    void shouldSayThatItCannotBuildWithoutMaven() throws Exception {
        Files.setLastModifiedTime(source, FileTime.from(BUILT.plusSeconds(60)));
        assertThat(help()).contains("older than its sources", "no Maven");
    }

    @Test
    void shouldNotBuildUnderAProcessThatRuns() throws Exception {
        makeMaven("exit 0");
        Files.setLastModifiedTime(source, FileTime.from(BUILT.plusSeconds(60)));
        Process running = new ProcessBuilder("tail", "-f", jar.toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            assertThat(help()).contains("older than its sources, and a process runs from it");
        } finally {
            running.destroyForcibly().waitFor();
        }
        assertThat(help()).contains("building");
    }

    @Test
    void shouldNotRunWhatIsOldWhenTheBuildFails() throws Exception {
        makeMaven("echo broken; exit 1");
        Files.setLastModifiedTime(source, FileTime.from(BUILT.plusSeconds(60)));
        assertThat(run()).isEqualTo(1);
        assertThat(dir.resolve("err")).content().contains("broken", "the build failed");
        assertThat(dir.resolve("out")).isEmptyFile();
    }

    /** What the script says on the way to the help. */
    private String help() throws Exception {
        assertThat(run()).as(Files.readString(dir.resolve("err"))).isZero();
        assertThat(dir.resolve("out")).content().contains("Usage:");
        return Files.readString(dir.resolve("err"));
    }

    private int run() throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                        root.resolve("ops/bin/chat-analytics").toString(), "--help")
                .redirectOutput(dir.resolve("out").toFile())
                .redirectError(dir.resolve("err").toFile());
        builder.environment().put("PATH", tools.toString());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).as("it ended").isTrue();
        return process.exitValue();
    }

    private Path makeSource(String module) throws IOException {
        Path folder = Files.createDirectories(root.resolve(module + "/src/main"));
        Path file = Files.writeString(folder.resolve("A.java"), "");
        for (Path old : List.of(file, folder)) {
            Files.setLastModifiedTime(old, FileTime.from(BUILT.minusSeconds(60)));
        }
        return file;
    }

    private void makeMaven(String then) throws IOException {
        String script = "#!" + tools.resolve("bash") + "\necho \"$@\" >>'" + calls + "'\n" + then + "\n";
        executable(Files.writeString(tools.resolve("mvn"), script));
    }

    private static void executable(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** So that the path holds what the script needs, and no Maven. */
    private void link(String tool) throws IOException {
        Path found = Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> Path.of(folder, tool))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IOException("no " + tool));
        Files.createSymbolicLink(tools.resolve(tool), found);
    }
}
