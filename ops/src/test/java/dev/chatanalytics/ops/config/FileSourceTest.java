package dev.chatanalytics.ops.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The same configuration, in each format and from whatever stands for a file. */
class FileSourceTest {

    private static final Map<String, String> TEXTS = Map.of(
            "conf", "# ours\nnlp {\n  url = \"http://nlp:80/a?b=c\"\n}\n\nring.size = 1024\n",
            "json", "{\n  \"nlp\": {\"url\": \"http://nlp:80/a?b=c\"},\n\n  \"ring.size\": 1024\n}\n",
            "properties", "# ours\n! and ours\nnlp.url=http://nlp:80/a?b=c\n\nring.size = 1024\n");

    @TempDir
    private Path dir;

    @ParameterizedTest
    @ValueSource(strings = {"conf", "json", "properties"})
    void shouldReadAFile(String format) throws IOException {
        assertRead(Files.writeString(dir.resolve("a." + format), TEXTS.get(format)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"conf", "json", "properties"})
    void shouldReadAFileWithoutANameThatTells(String format) throws IOException {
        assertRead(Files.writeString(dir.resolve("configuration"), TEXTS.get(format)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"conf", "json", "properties"})
    void shouldReadAByteOrderMarkAndLinesOfWindows(String format) throws IOException {
        String text = "\uFEFF" + TEXTS.get(format).replace("\n", "\r\n");
        assertRead(Files.writeString(dir.resolve("a." + format), text));
        assertRead(Files.writeString(dir.resolve("configuration"), text));
    }

    @ParameterizedTest
    @CsvSource({"conf,link", "json,link", "properties,link", "conf,a.conf", "properties,link.properties"})
    void shouldReadALink(String format, String name) throws IOException {
        Path data = Files.createDirectory(dir.resolve("..data"));
        Path file = Files.writeString(data.resolve("b." + format), TEXTS.get(format));
        assertRead(Files.createSymbolicLink(dir.resolve(name), file));
    }

    @ParameterizedTest
    @ValueSource(strings = {"conf", "json", "properties"})
    void shouldReadAPipe(String format) throws Exception {
        Path pipe = dir.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> {
            try {
                Files.writeString(pipe, TEXTS.get(format));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        Layer layer = assertRead(pipe);
        if (format.equals("conf")) {
            assertThat(layer.settings()).extracting(Setting::origin).containsExactly(pipe + ":3", pipe + ":6");
        }
        writing.get(10, TimeUnit.SECONDS);
    }

    /** As a shell does with a here-document. */
    @ParameterizedTest
    @ValueSource(strings = {"conf", "json", "properties"})
    void shouldReadAFileThatWasDeletedAfterItHadBeenOpened(String format) throws IOException {
        Path file = Files.writeString(dir.resolve("gone"), TEXTS.get(format));
        try (FileInputStream open = new FileInputStream(file.toFile())) {
            Files.delete(file);
            assertRead(descriptorOf(open));
        }
    }

    private static Path descriptorOf(FileInputStream open) throws IOException {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            return descriptors
                    .filter(Files::isSymbolicLink)
                    .filter(link -> leadsTo(link).endsWith("/gone (deleted)"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static String leadsTo(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            return ""; // closed meanwhile
        }
    }

    @Test
    void shouldNotReadWithoutEnd() {
        assertThat(FileLayer.read(Path.of("/dev/zero")).faults())
                .singleElement()
                .asString()
                .contains("/dev/zero (expected a file that can be read)", "more than");
    }

    @Test
    void shouldFindWhatAFileIncludes() throws IOException {
        Files.writeString(dir.resolve("more.conf"), TEXTS.get("conf"));
        assertRead(Files.writeString(dir.resolve("a.conf"), "include \"more.conf\""));
    }

    @Test
    void shouldNameTheLineAndTheFault() throws IOException {
        String text = TEXTS.get("conf").replace("ring", "\nring");
        Path file = Files.writeString(dir.resolve("configuration"), text);
        assertThat(FileLayer.read(file).settings()).extracting(Setting::origin).contains(file + ":7");
        assertThat(FileLayer.read(Files.writeString(dir.resolve("x"), "ring { size = "))
                        .faults())
                .singleElement()
                .asString()
                .contains("expected HOCON, JSON or properties");
    }

    @Test
    void shouldSayWhatIsNoFile() {
        assertThat(FileLayer.read(dir).faults()).containsExactly(dir + " (expected a file that exists)");
        Path missing = dir.resolve("a.conf");
        assertThat(FileLayer.read(missing).faults()).containsExactly(missing + " (expected a file that exists)");
    }

    private static Layer assertRead(Path file) {
        Layer layer = FileLayer.read(file);
        assertThat(layer.faults()).isEmpty();
        assertThat(layer.settings())
                .extracting(setting -> setting.key() + " " + setting.value())
                .containsExactly("nlp.url http://nlp:80/a?b=c", "ring.size 1024");
        return layer;
    }
}
