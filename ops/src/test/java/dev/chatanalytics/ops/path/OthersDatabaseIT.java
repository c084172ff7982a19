package dev.chatanalytics.ops.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A database that is not ours alone: it fails over, others hold locks there, and it knows other zones than Java. */
@Timeout(300)
class OthersDatabaseIT {

    @RegisterExtension
    static final Stack stack = new Stack();

    @TempDir
    private Path dir;

    private ServiceProcess process(String name, Map<String, String> more) throws Exception {
        Map<String, String> environment = new HashMap<>(more);
        environment.put("CHAT_ANALYTICS_DATABASE_URL", stack.database().url());
        environment.put("CHAT_ANALYTICS_NLP_URL", stack.nlpUrl());
        environment.put("CHAT_ANALYTICS_HTTP_INGEST_TIMEOUT", "5s");
        return ServiceProcess.start(dir, name, environment);
    }

    @Test
    void shouldStoreEverythingAfterTheDatabaseWasReadOnly() throws Exception {
        RunningService service = stack.start(Map.of("database.write-timeout", "1s"));
        stack.bots().sendAll("before", 50);
        stack.database().execute("ALTER DATABASE postgres SET default_transaction_read_only = on");
        try {
            stack.database().terminateSessions();
            await("health says so").until(() -> service.admin("/health").body().contains("read-only"));
            assertThat(service.admin("/health").statusCode()).isEqualTo(503);
            stack.bots().sendAll("during", 50);
        } finally {
            try (Connection owner = DriverManager.getConnection(
                    stack.database().url() + "&options=-c%20default_transaction_read_only=off")) {
                owner.createStatement().execute("ALTER DATABASE postgres RESET default_transaction_read_only");
            }
        }
        stack.bots().sendAll("after", 50);
        Laws.awaitQuiet(service);
        await("health").until(() -> service.admin("/health").statusCode() == 200);
        assertThat(stack.bots().accepted).hasSize(150);
    }

    @Test
    void shouldEndWhileItsStartWaitsForALock() throws Exception {
        try (ServiceProcess first = process("first", Map.of())) {
            first.terminate();
            assertThat(first.exitCode()).as(first.log()).isZero();
        }
        try (Connection other = DriverManager.getConnection(stack.database().url())) {
            other.setAutoCommit(false);
            other.createStatement().execute("LOCK TABLE messages, flyway_schema_history IN ACCESS EXCLUSIVE MODE");
            try (ServiceProcess second = process("second", Map.of("CHAT_ANALYTICS_SHUTDOWN_DRAIN_TIMEOUT", "10m"))) {
                second.awaitLog("Waiting for the database: canceling statement due to lock timeout");
                second.terminate();
                assertThat(second.exitCode()).as(second.log()).isZero();
            }
        }
    }

    @Test
    void shouldStartWhileALockKeepsItFromMakingPartitionsAhead() throws Exception {
        stack.startAnother(Map.of()).close();
        String last = stack.database()
                .query("SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = 'messages'::regclass"
                        + " ORDER BY 1 DESC LIMIT 1")
                .get(0);
        stack.database().execute("DROP TABLE " + last);
        try (Connection other = DriverManager.getConnection(stack.database().url())) {
            other.setAutoCommit(false);
            other.createStatement().execute("LOCK TABLE ONLY messages IN SHARE UPDATE EXCLUSIVE MODE");
            RunningService second = stack.start(Map.of());
            await("ready").until(() -> second.admin("/readyz").statusCode() == 200);
            stack.bots().sendAll("locked", 50);
            Laws.awaitQuiet(second);
            assertThat(stack.bots().accepted).hasSize(50);
        }
    }

    @Test
    void shouldNotNeedTheZoneOfItsMachineOnTheServer() throws Exception {
        try (ServiceProcess service = process("zone", Map.of("JAVA_OPTS", "-Duser.timezone=IST"))) {
            Chatbots bots = new Chatbots(service.port());
            bots.sendAll("zone", 20);
            await("in the table")
                    .atMost(Duration.ofSeconds(60))
                    .until(() ->
                            stack.database().query("SELECT 1 FROM messages").size() == 20);
            service.terminate();
            assertThat(service.exitCode()).as(service.log()).isZero();
        }
    }
}
