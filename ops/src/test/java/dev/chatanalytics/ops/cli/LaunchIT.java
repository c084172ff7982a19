package dev.chatanalytics.ops.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.chatanalytics.ops.Http;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The start script and the packaged jar as processes of their own, from another directory and through a symlink. */
class LaunchIT {

    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final Pattern PORT = Pattern.compile("(messages|metrics) +http://localhost:(\\d+)/");

    @TempDir
    Path dir;

    private Path script;
    private Process process;

    @BeforeEach
    void link() throws IOException {
        script = Files.createSymbolicLink(
                dir.resolve("chat"), Path.of("bin/chat-analytics").toAbsolutePath());
    }

    @AfterEach
    void end() throws Exception {
        if (process != null && process.isAlive()) {
            process.destroy();
            process.waitFor(30, TimeUnit.SECONDS);
            process.destroyForcibly();
        }
        Files.delete(script);
    }

    @Test
    void shouldExitWith2AndNoNoiseOnBadConfiguration() throws Exception {
        run(Map.of("CHAT_ANALYTICS_RING_SIZE", "1000"), "config");

        assertThat(exitCode()).isEqualTo(2);
        assertThat(err().lines()).hasSize(4).noneMatch(line -> line.contains("WARN"));
        assertThat(err()).contains("ring.size: \"1000\"");
    }

    @Test
    void shouldReadItsConfigurationFromStandardInput() throws Exception {
        ProcessBuilder builder = builder("config", "-c", "-");
        process = builder.start();
        try (OutputStream in = process.getOutputStream()) {
            in.write("nlp.url=http://nlp:80/a\r\ndatabase.url=jdbc:postgresql://db/chat\r\n".getBytes(UTF_8));
        }

        assertThat(exitCode()).as(err()).isZero();
        assertThat(out()).containsPattern("nlp.url = \"http://nlp:80/a\" +# /dev/stdin");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-Xmx64m", "\n-Dx=y\n\t-Xmx64m\n\n", "\t-Dx=y\r\n-Xmx64m\r\n", "  -XX:MaxHeapSize=64m"})
    void shouldSayWhatDoesNotFitIntoASmallHeap(String options) throws Exception {
        Map<String, String> env = Map.of(
                "CHAT_ANALYTICS_JAVA_OPTS", options,
                "CHAT_ANALYTICS_NLP_URL", "http://127.0.0.1:1/",
                "CHAT_ANALYTICS_DATABASE_URL", "jdbc:postgresql://127.0.0.1:1/chat");

        run(env, "config");

        assertThat(exitCode()).isEqualTo(2);
        assertThat(err()).contains("ring.max-bytes: \"auto\" (expected a larger heap", "for http.max-connections");
    }

    @Test
    void shouldRunWithNothingButAPath() throws Exception {
        ProcessBuilder builder = builder("--help");
        builder.environment().clear();
        builder.environment().put("PATH", System.getenv("PATH"));
        process = builder.start();

        assertThat(exitCode()).as(err()).isZero();
        assertThat(out()).contains("Usage:");
        assertThat(err()).isEmpty();
    }

    @Test
    void shouldWaitForDatabaseInJsonLogsUntilItIsAskedToStop() throws Exception {
        Map<String, String> env = Map.of(
                "CHAT_ANALYTICS_LOG_FORMAT", "json",
                "CHAT_ANALYTICS_NLP_URL", "http://127.0.0.1:1/",
                "CHAT_ANALYTICS_DATABASE_URL", "jdbc:postgresql://127.0.0.1:1/chat",
                "CHAT_ANALYTICS_DATABASE_PASSWORD", "hush",
                "CHAT_ANALYTICS_HTTP_PORT", "0",
                "CHAT_ANALYTICS_ADMIN_PORT", "0");
        run(env, "serve");
        await("the waiting").atMost(LIMIT).until(() -> err().contains("Waiting for the database"));

        process.destroy();

        assertThat(exitCode()).isZero();
        assertThat(err().lines()).allMatch(line -> line.startsWith("{\"@timestamp\""));
        assertThat(err()).contains("Effective configuration", "Stopped").doesNotContain("hush");
        assertThat(err()).contains("The journal is in " + dir.toRealPath().resolve("data/journal"));
        assertThat(err()).contains("Dead letters are in " + dir.toRealPath().resolve("data/dead-letters"));
    }

    @Test
    void shouldPrepareLaterStartsWhereJavaCan() throws Exception {
        int java = Runtime.version().feature();
        run(Map.of(), "prepare");
        assertThat(exitCode()).as(err()).isZero();
        assertThat(Path.of("target/chat-analytics-java" + java + ".aot")
                        .toFile()
                        .exists())
                .as(err())
                .isEqualTo(java >= 25);

        run(Map.of("CHAT_ANALYTICS_RING_SIZE", "1000"), "config");

        assertThat(exitCode()).isEqualTo(2);
        assertThat(err().lines()).hasSize(4);
        assertThat(out()).isEmpty();
    }

    @Test
    void shouldPrepareAgainWhenALibraryHasChanged() throws Exception {
        boolean can = Runtime.version().feature() >= 25;
        run(Map.of(), "prepare");
        assertThat(exitCode()).as(err()).isZero();
        run(Map.of(), "prepare");
        assertThat(exitCode()).as(err()).isZero();
        assertThat(err()).doesNotContain("preparing");
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(Path.of("target/lib"), "*.jar")) {
            Files.setLastModifiedTime(jars.iterator().next(), FileTime.from(Instant.now()));
        }

        run(Map.of(), "prepare");

        assertThat(exitCode()).as(err()).isZero();
        assertThat(err().contains("preparing")).as(err()).isEqualTo(can);
    }

    @Test
    void shouldFailInOneLineWhenThePortIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0)) {
            Map<String, String> env = Map.of(
                    "CHAT_ANALYTICS_NLP_URL", "http://127.0.0.1:1/",
                    "CHAT_ANALYTICS_DATABASE_URL", "jdbc:postgresql://127.0.0.1:1/chat",
                    "CHAT_ANALYTICS_HTTP_PORT", Integer.toString(taken.getLocalPort()),
                    "CHAT_ANALYTICS_ADMIN_PORT", "0");
            run(env, "serve");

            assertThat(exitCode()).isEqualTo(1);
            assertThat(err()).doesNotContain("\tat ");
            assertThat(err().lines().filter(line -> line.startsWith("chat-analytics: ")))
                    .singleElement()
                    .asString()
                    .contains(":" + taken.getLocalPort());
        }
    }

    @Test
    void shouldRunADemoThatOutlivesItsOwnDeath() throws Exception {
        startDemo();
        int port = port("messages");
        String body = "{\"message_id\":\"m-1\",\"bot_id\":\"bot-7\",\"text\":\"I love this, thank you!\"}";
        assertThat(Http.postMessage(port, body).statusCode()).isEqualTo(202);
        await("the row").atMost(LIMIT).until(() -> messages().contains("I love this, thank you!"));
        assertFollowingEndsWithItsReader(port);
        process.destroyForcibly().waitFor();

        startDemo();
        assertThat(messages()).contains("bot-7", "ok", "en", "positive");
        assertThat(readiness()).isEqualTo(200);
        process.destroy();

        assertThat(exitCode()).as(err()).isZero();
        assertThat(processesOf(dir.resolve("data/postgres"))).isEmpty();
        assertThat(dir.resolve("data/demo.conf")).doesNotExist();
    }

    /** As in {@code messages -f | head -1}. */
    private void assertFollowingEndsWithItsReader(int port) throws Exception {
        ProcessBuilder builder =
                builder("messages", "-f", "--data", dir.resolve("data").toString());
        Process following = builder.redirectOutput(ProcessBuilder.Redirect.PIPE)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            try (BufferedReader lines = following.inputReader(UTF_8)) {
                assertThat(lines.readLine()).contains("SENT (UTC)");
            }
            assertThat(Http.postMessage(port, "{\"bot_id\":\"bot-7\",\"text\":\"nobody reads this\"}")
                            .statusCode())
                    .isEqualTo(202);
            assertThat(following.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS))
                    .as("it ended")
                    .isTrue();
            assertThat(following.exitValue()).isZero();
        } finally {
            following.destroyForcibly();
        }
    }

    private void startDemo() throws Exception {
        Files.deleteIfExists(dir.resolve("out"));
        Map<String, String> env = Map.of(
                "CHAT_ANALYTICS_HTTP_PORT", "0",
                "CHAT_ANALYTICS_ADMIN_PORT", "0",
                // For a slow machine: the first message makes the journal's first segment.
                "CHAT_ANALYTICS_HTTP_INGEST_TIMEOUT", "5s",
                "CHAT_ANALYTICS_NLP_TIMEOUT", "10s");
        run(env, "demo");
        await("the demo").atMost(LIMIT).until(() -> {
            assertThat(process.isAlive()).as(err()).isTrue();
            return out().contains("Ctrl-C stops everything");
        });
    }

    private int readiness() throws Exception {
        try {
            return Http.get(port("metrics"), "/readyz").statusCode();
        } catch (IOException e) {
            throw new AssertionError("running: " + process.isAlive() + "\n" + err(), e);
        }
    }

    private String messages() {
        return CommandLineRun.of(
                        Map.of(), "messages", "--data", dir.resolve("data").toString())
                .out();
    }

    private int port(String of) throws IOException {
        Matcher line = PORT.matcher(out());
        while (line.find()) {
            if (line.group(1).equals(of)) {
                return Integer.parseInt(line.group(2));
            }
        }
        throw new AssertionError("no port of " + of + " in " + out());
    }

    private static List<String> processesOf(Path data) {
        return ProcessHandle.allProcesses()
                .map(p -> p.info().commandLine().orElse(""))
                .filter(line -> line.contains(data.toString()))
                .toList();
    }

    private void run(Map<String, String> environment, String... args) throws IOException {
        ProcessBuilder builder = builder(args);
        builder.environment().putAll(environment);
        process = builder.start();
    }

    private ProcessBuilder builder(String... args) {
        List<String> command = new ArrayList<>(List.of(script.toString()));
        command.addAll(List.of(args));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(dir.toFile())
                .redirectOutput(dir.resolve("out").toFile())
                .redirectError(dir.resolve("err").toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return builder;
    }

    private int exitCode() throws InterruptedException {
        assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS))
                .as("it ended")
                .isTrue();
        return process.exitValue();
    }

    private String out() throws IOException {
        return Files.readString(dir.resolve("out"));
    }

    private String err() throws IOException {
        return Files.readString(dir.resolve("err"));
    }
}
