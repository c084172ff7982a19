package dev.chatanalytics.ops.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.chatanalytics.ops.Http;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Processes that start without their database, and end in that state: what they answered 202 is stored later, once. */
class KilledStartIT {

    private static final Duration DRAIN = Duration.ofSeconds(10);

    @RegisterExtension
    static final Stack stack = new Stack();

    @TempDir
    private Path dir;

    private ServiceProcess start(String name, String databaseUrl) throws Exception {
        Map<String, String> environment = new HashMap<>();
        environment.put("CHAT_ANALYTICS_DATABASE_URL", databaseUrl);
        environment.put("CHAT_ANALYTICS_NLP_URL", stack.nlpUrl());
        environment.put("CHAT_ANALYTICS_HTTP_INGEST_TIMEOUT", "5s");
        environment.put("CHAT_ANALYTICS_STARTUP_REHEARSAL", "1s");
        environment.put("CHAT_ANALYTICS_SHUTDOWN_DRAIN_TIMEOUT", DRAIN.toSeconds() + "s");
        return ServiceProcess.start(dir, name, environment);
    }

    private void assertStoredByTheNextStart(Chatbots bots, int messages) throws Exception {
        assertThat(bots.accepted).hasSize(messages);
        try (ServiceProcess next = start("next", stack.database().url())) {
            await("every message in the table, once")
                    .atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(stack.database().query("SELECT message_id FROM messages"))
                            .containsExactlyInAnyOrderElementsOf(bots.accepted.keySet()));
            next.terminate();
            assertThat(next.exitCode()).as(next.log()).isZero();
        }
    }

    @Test
    void shouldLoseNothingToAKillAfterARestartWithoutItsDatabase() throws Exception {
        try (ServiceProcess first = start("first", stack.database().url())) {
            first.awaitLog("The database is up to date");
            first.terminate();
            assertThat(first.exitCode()).as(first.log()).isZero();
        }
        Chatbots bots;
        stack.database().stop();
        try (ServiceProcess second = start("second", stack.database().url())) {
            HttpResponse<String> ready = Http.get(second.adminPort(), "/readyz");
            assertThat(ready.statusCode()).as(ready.body()).isEqualTo(200);
            bots = new Chatbots(second.port());
            bots.sendAll("away", 500);
            second.kill();
        } finally {
            stack.database().start();
        }
        assertStoredByTheNextStart(bots, 500);
    }

    @Test
    void shouldExitWith1WhenTheDatabaseTurnsOutToBeTheWrongOneAndKeepWhatItTook() throws Exception {
        Chatbots bots;
        stack.database().stop();
        String url = stack.database().url().replace("/postgres?", "/absent?");
        try (ServiceProcess first = start("first", url)) {
            HttpResponse<String> ready = Http.get(first.adminPort(), "/readyz");
            assertThat(ready.statusCode()).as(ready.body()).isEqualTo(503);
            bots = new Chatbots(first.port());
            bots.sendAll("early", 200);
            stack.database().start();
            assertThat(first.exitCode()).as(first.log()).isEqualTo(1);
            assertThat(first.log().lines().filter(line -> line.startsWith("chat-analytics: ")))
                    .singleElement()
                    .asString()
                    .contains("the database cannot be used", "absent");
            assertThat(first.log()).doesNotContain("\tat ");
        }
        assertStoredByTheNextStart(bots, 200);
    }

    /** Whoever stops it allows {@code shutdown.drain-timeout} and half a minute for the closing, and then kills it. */
    @Test
    void shouldEndInTheTimeThatItIsAllowedWhenItsDatabaseHangs() throws Exception {
        Chatbots bots;
        try (ServiceProcess first = start("first", stack.database().url())) {
            first.awaitLog("The database is up to date");
            bots = new Chatbots(first.port());
            bots.sendAll("before", 100);
            stack.database().freeze(true);
            bots.sendAll("hanging", 100);
            first.terminate();
            assertThat(first.exitCode(DRAIN.plusSeconds(30))).as(first.log()).isZero();
        } finally {
            stack.database().freeze(false);
        }
        assertStoredByTheNextStart(bots, 200);
    }

    @Test
    void shouldExitWith0WhileItsDatabaseHangs() throws Exception {
        Chatbots bots;
        stack.database().freeze(true);
        try (ServiceProcess first = start("first", stack.database().url())) {
            bots = new Chatbots(first.port());
            bots.sendAll("hanging", 100);
            first.terminate();
            assertThat(first.exitCode()).as(first.log()).isZero();
        } finally {
            stack.database().freeze(false);
        }
        assertStoredByTheNextStart(bots, 100);
    }
}
