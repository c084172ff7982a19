package dev.chatanalytics.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.chatanalytics.ops.config.Configuration;
import dev.chatanalytics.ops.config.ConfigurationException;
import dev.chatanalytics.ops.demo.EmbeddedDatabase;
import dev.chatanalytics.ops.metrics.PrometheusText;
import dev.chatanalytics.ops.sandbox.NlpSandbox;
import dev.chatanalytics.ops.sandbox.SandboxBehaviour;
import dev.chatanalytics.ops.sandbox.SandboxOptions;
import dev.chatanalytics.ops.verify.chaos.FreePort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole service on a real PostgreSQL and the sandbox: how it starts, serves, waits and stops. */
class ServiceIT {

    @TempDir
    static Path shared;

    private static EmbeddedDatabase database;
    private static NlpSandbox sandbox;

    @TempDir
    Path dir;

    private Service service;

    @BeforeAll
    static void startSurroundings() throws Exception {
        database = EmbeddedDatabase.start(shared);
        sandbox = NlpSandbox.start(SandboxOptions.DEFAULT
                .withCannedAnswers()
                .with(SandboxBehaviour.DEFAULT.withLatency(Duration.ofMillis(100))));
    }

    @AfterAll
    static void stopSurroundings() throws Exception {
        sandbox.close();
        database.close();
    }

    @AfterEach
    void stop() throws Exception {
        if (service != null) {
            service.close();
        }
    }

    @Test
    void shouldStoreWhatIsPostedAndCountIt() throws Exception {
        start(Configurations.of(dir, database.url(), sandbox.url(), "nlp.timeout", "10s"));

        HttpResponse<String> good = Http.postMessage(service.port(), message("counted", "hello"));
        HttpResponse<String> bad = Http.postMessage(service.port(), message("counted", ""));

        assertThat(good.statusCode()).as(good.body()).isEqualTo(202);
        assertThat(bad.statusCode()).isEqualTo(400);
        await("row").until(() -> rows("counted") == 1);
        // Of all that is counted this is the last.
        await("its latency").until(() -> scrape().value("message_latency_seconds_count") == 1);
        PrometheusText metrics = scrape();
        assertThat(metrics.value("messages_total{outcome=\"stored\"}")).isEqualTo(1);
        assertThat(metrics.value("messages_total{outcome=\"accepted\"}")).isEqualTo(2);
        assertThat(metrics.value("messages_total{outcome=\"rejected\"}")).isEqualTo(1);
        assertThat(metrics.value("http_requests_total{status=\"202\"}")).isEqualTo(1);
        assertThat(metrics.value("http_requests_total{status=\"400\"}")).isEqualTo(1);
        assertThat(metrics.value("queue_capacity")).isEqualTo(16_384);
        assertThat(metrics.value("circuit_breaker_state")).isZero();
        assertThat(metrics.value("dead_letters_pending")).isZero();
        assertThat(metrics.value("db_pool_connections{state=\"active\"}")).isBetween(0.0, 100.0);
        assertThat(metrics.samples()).containsKeys("http_connections", "active_workers", "queue_depth");
        assertThat(Http.get(service.adminPort(), "/health").statusCode()).isEqualTo(200);
        assertThat(Http.get(service.adminPort(), "/readyz").body()).isEqualTo("ok\n");
    }

    @Test
    void shouldBringAcceptedMessagesToSafetyBeforeItStops() throws Exception {
        start(Configurations.of(dir, database.url(), sandbox.url(), "nlp.timeout", "10s"));
        for (int i = 0; i < 40; i++) {
            assertThat(Http.postMessage(service.port(), message("drained", "line " + i))
                            .statusCode())
                    .isEqualTo(202);
        }

        assertThat(service.stop(within -> false)).isTrue();

        assertThat(rows("drained")).isEqualTo(40);
        assertThat(threadsOfOurs()).isEmpty();
        service.close();
    }

    @Test
    void shouldWaitForDatabaseAndSaySoWhenOnlyMemoryWouldHoldMessages() throws Exception {
        String url = "jdbc:postgresql://127.0.0.1:" + FreePort.find() + "/postgres?user=postgres";
        start(withoutDatabase(url, "memory"));
        AtomicInteger asked = new AtomicInteger();

        boolean opened = service.open(within -> {
            if (within.isZero()) {
                return false; // it looks whether the database is there at once
            }
            try {
                assertWaiting(asked.incrementAndGet());
            } catch (IOException e) {
                throw new AssertionError(e);
            }
            return asked.get() == 2;
        });

        assertThat(opened).isFalse();
        assertThat(service.stop(within -> false)).isTrue();
    }

    private void assertWaiting(int refusals) throws IOException, InterruptedException {
        assertThat(Http.get(service.adminPort(), "/readyz").body()).isEqualTo("waiting for the database\n");
        assertThat(Http.get(service.adminPort(), "/livez").statusCode()).isEqualTo(200);
        assertThat(Http.get(service.adminPort(), "/health").statusCode()).isEqualTo(503);
        HttpResponse<String> refused = Http.postMessage(service.port(), message("early", "too early"));
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.body()).contains("still starting");
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        assertThat(scrape().value("messages_total{outcome=\"refused\"}")).isEqualTo(refusals);
    }

    @Test
    void shouldNotWaitForDatabaseThatAnswersAndCannotBeUsed() throws Exception {
        String url = database.url().replace("/postgres?", "/absent?");
        service = Service.start(withoutDatabase(url, "journal"), within -> false);

        assertThatThrownBy(() -> {
                    service.open(within -> false);
                    service.serve(within -> false); // when the answer came late
                })
                .isInstanceOf(IOException.class)
                .hasMessageContaining("the database cannot be used")
                .hasMessageContaining("absent");
    }

    @Test
    void shouldNameThePortThatIsTakenAndLeaveNothingOpen() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());
            Configuration onHttp = Configurations.of(dir, database.url(), sandbox.url(), "http.port", port);
            Configuration onAdmin = Configurations.of(dir, database.url(), sandbox.url(), "admin.port", port);

            for (Configuration configuration : List.of(onHttp, onAdmin)) {
                assertThatThrownBy(() -> Service.start(configuration, within -> false))
                        .isInstanceOf(IOException.class)
                        .hasMessageContaining("127.0.0.1:" + port);
                assertThat(threadsOfOurs()).isEmpty();
            }
        }
    }

    @Test
    void shouldNameTheDirectoryThatCannotBeHad() throws Exception {
        Files.createFile(dir.resolve("dead-letters"));

        assertThatThrownBy(() -> Service.start(Configurations.of(dir, database.url(), sandbox.url()), within -> false))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("dead-letters");
        assertThat(threadsOfOurs()).isEmpty();
    }

    /** It waits for a connection for as long as a write may take, and once more before it stops. */
    private Configuration withoutDatabase(String url, String durability) throws ConfigurationException {
        return Configurations.of(
                dir, url, sandbox.url(), "database.write-timeout", "5s", "durability.mode", durability);
    }

    private void start(Configuration configuration) throws Exception {
        service = Service.start(configuration, within -> false);
        if (configuration.database().url().equals(database.url())) {
            assertThat(service.open(within -> false)).isTrue();
        }
    }

    private PrometheusText scrape() throws IOException, InterruptedException {
        return PrometheusText.parse(Http.get(service.adminPort(), "/metrics").body());
    }

    private static String message(String bot, String text) {
        return "{\"bot_id\":\"" + bot + "\",\"text\":\"" + text + "\"}";
    }

    private static int rows(String bot) throws SQLException {
        try (Connection connection = DriverManager.getConnection(database.url());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM messages WHERE bot_id = '" + bot + "'")) {
            row.next();
            return row.getInt(1);
        }
    }

    /** By the roles of the service's threads; the sandbox and the test's own client are not its. */
    private static Set<String> threadsOfOurs() {
        Set<String> roles = Set.of("timers", "http-", "admin", "ring-", "db-", "persist-", "dead-", "replay");
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> roles.stream().anyMatch(name::startsWith))
                .collect(Collectors.toSet());
    }
}
