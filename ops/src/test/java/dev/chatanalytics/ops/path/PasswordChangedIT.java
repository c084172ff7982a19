package dev.chatanalytics.ops.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The password of the role is changed while the service runs, and its file with it. */
@Timeout(300)
class PasswordChangedIT {

    @RegisterExtension
    static final Stack stack = new Stack();

    @TempDir
    private Path dir;

    private Path file;

    /** The server of these tests asks nobody else for one. */
    @BeforeAll
    static void wantAPassword() throws Exception {
        stack.database().execute("CREATE ROLE chat LOGIN");
        Path rules = Path.of(stack.database().query("SHOW hba_file").get(0));
        Files.writeString(rules, "host all chat all scram-sha-256\n" + Files.readString(rules));
        stack.database().query("SELECT pg_reload_conf()");
    }

    @BeforeEach
    void setAPassword() throws Exception {
        stack.database().execute("GRANT ALL ON SCHEMA public TO chat");
        change("one");
        file = Files.writeString(dir.resolve("password"), "one\n");
    }

    private void change(String password) throws SQLException {
        stack.database().execute("ALTER ROLE chat PASSWORD '" + password + "'");
    }

    private RunningService start() throws Exception {
        RunningService service = stack.start(Map.of(
                "database.url",
                stack.database().url().replace("?user=postgres", ""),
                "database.user",
                "chat",
                "database.password-file",
                file.toString(),
                "database.write-timeout",
                "1s"));
        stack.bots().sendAll("first", 20);
        Laws.awaitQuiet(service);
        return service;
    }

    @Test
    void shouldTakeTheNewPasswordForNewConnections() throws Exception {
        RunningService service = start();

        Files.writeString(file, "two\r\n");
        stack.database().terminateSessions();
        stack.bots().sendAll("file-before-role", 20); // kept on disk meanwhile
        change("two");
        await("health").until(() -> service.admin("/health").statusCode() == 200);
        Laws.awaitQuiet(service);

        change("three");
        Files.writeString(file, "three");
        stack.database().terminateSessions();
        stack.bots().sendAll("both", 20);
        Laws.awaitQuiet(service);
        assertThat(stack.bots().accepted).hasSize(60);
    }

    @Test
    void shouldGoOnWithTheLastPasswordWhileThereIsNone() throws Exception {
        RunningService service = start();

        Files.writeString(file, "");
        stack.database().terminateSessions();
        stack.bots().sendAll("empty", 20);
        Laws.awaitQuiet(service);
        Files.delete(file);
        stack.database().terminateSessions();
        stack.bots().sendAll("missing", 20);
        Laws.awaitQuiet(service);
        assertThat(stack.bots().accepted).hasSize(60);
    }
}
