package dev.chatanalytics.ops.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * The service as in a hardened container: a root that nobody may write to, a temporary directory from which nothing may be
 * run, a user that no file knows, no rights, and one directory for what it keeps. Needs root, for a mount namespace of its own.
 */
@Tag("long")
class HardenedIT {

    private static final String HARDEN = """
            mount -t tmpfs -o mode=1777,noexec,nosuid,nodev tmpfs "$DIR/tmp"
            mount -t tmpfs -o mode=777 tmpfs "$DIR/data"
            mount -o remount,bind,ro /
            exec setpriv --reuid=64123 --regid=64123 --clear-groups --no-new-privs "$@"
            """;

    @RegisterExtension
    static final Stack stack = new Stack();

    @TempDir
    private Path dir;

    @BeforeEach
    void makeDirectories() throws IOException {
        Files.setPosixFilePermissions(dir, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.createDirectory(dir.resolve("tmp"));
        Files.createDirectory(dir.resolve("data"));
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        environment.put("DIR", dir.toString());
        environment.put("HOME", "/");
        environment.put("CHAT_ANALYTICS_JAVA_OPTS", "-Djava.io.tmpdir=" + dir.resolve("tmp"));
        environment.put("CHAT_ANALYTICS_DATABASE_URL", stack.database().url());
        environment.put("CHAT_ANALYTICS_NLP_URL", stack.nlpUrl());
        environment.put("CHAT_ANALYTICS_HTTP_INGEST_TIMEOUT", "5s");
        environment.put(
                "CHAT_ANALYTICS_DURABILITY_DIR", dir.resolve("data/journal").toString());
        environment.put(
                "CHAT_ANALYTICS_DEAD_LETTERS_DIR",
                dir.resolve("data/dead-letters").toString());
        return environment;
    }

    @Test
    void shouldServeWithNothingButADirectoryOfItsOwn() throws Exception {
        try (ServiceProcess service = ServiceProcess.start(
                dir,
                "hardened",
                environment(),
                "unshare",
                "-m",
                "--propagation",
                "private",
                "bash",
                "-euc",
                HARDEN,
                "-")) {
            Chatbots bots = new Chatbots(service.port());
            bots.sendAll("hard", 20);
            assertThat(bots.accepted).hasSize(20);
            await("in the table")
                    .atMost(Duration.ofSeconds(60))
                    .until(() ->
                            stack.database().query("SELECT 1 FROM messages").size() == 20);
            service.terminate();
            assertThat(service.exitCode()).as(service.log()).isZero();
            assertThat(service.log()).doesNotContain("\tat ");
        }
    }
}
