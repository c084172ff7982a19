package dev.chatanalytics.ops.admin;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatanalytics.engine.EngineState;
import dev.chatanalytics.ops.Http;
import dev.chatanalytics.ops.metrics.ServiceMetrics;
import dev.chatanalytics.persistence.database.Access;
import dev.chatanalytics.persistence.journal.JournalState;
import dev.chatanalytics.transport.http.HttpServerOptions;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AdminServerIT {

    private static final int MAX_CONNECTIONS = 10;
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final AtomicReference<EngineState> engine = new AtomicReference<>(EngineState.RUNNING);
    private final AtomicReference<Access> database = new AtomicReference<>(Access.WRITABLE);
    private final AtomicReference<String> stalled = new AtomicReference<>();
    private final Lifecycle lifecycle = new Lifecycle(engine::get, () -> Optional.ofNullable(stalled.get()));
    private AdminServer server;

    @BeforeEach
    void start() throws Exception {
        HttpServerOptions options = new HttpServerOptions("127.0.0.1", 0, MAX_CONNECTIONS, 1024, LIMIT, LIMIT);
        server = AdminServer.start(
                options,
                new ServiceMetrics(),
                lifecycle,
                () -> new Health(
                        database.get(),
                        "half_open",
                        engine.get(),
                        new Health.Queue(3, 1024, 4_000, 100_000),
                        new Health.Letters(7, 1),
                        new Health.Commits(12, false),
                        Optional.of(new JournalState(4096, 2, 1, "disk full"))));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void shouldBeReadyOnlyWhenNothingIsInTheWay() throws Exception {
        assertAnswer("/readyz", 503, "starting\n");

        lifecycle.ready();
        assertAnswer("/readyz", 200, "ok\n");

        lifecycle.notReady("recovering");
        assertAnswer("/readyz", 503, "recovering\n");
    }

    @Test
    void shouldSayWhatIsMissingAlthoughItIsReady() throws Exception {
        lifecycle.readyBut("the database has not answered");
        assertAnswer("/readyz", 200, "ok\nthe database has not answered\n");
        assertAnswer("/livez", 200, "ok\n");

        lifecycle.ready();
        assertAnswer("/readyz", 200, "ok\n");
    }

    @Test
    void shouldStayStoppingWhateverThoseSayWhoAreStillStarting() throws Exception {
        lifecycle.stopping();

        lifecycle.notReady("starting");
        assertAnswer("/readyz", 503, "stopping\n");
        lifecycle.readyBut("nearly");
        assertAnswer("/readyz", 503, "stopping\n");
        lifecycle.ready();
        assertAnswer("/readyz", 503, "stopping\n");
    }

    @Test
    void shouldBeNeitherReadyNorLiveWhenEngineHasFailed() throws Exception {
        lifecycle.ready();
        engine.set(EngineState.FAILED);

        assertAnswer("/readyz", 503, "engine failed\n");
        assertThat(get("/livez").statusCode()).isEqualTo(503);
        assertThat(get("/health").statusCode()).isEqualTo(503);
    }

    @Test
    void shouldBeLiveAndReadyWithoutDatabaseButNotHealthy() throws Exception {
        lifecycle.ready();
        database.set(Access.NONE);

        assertAnswer("/livez", 200, "ok\n");
        assertAnswer("/readyz", 200, "ok\n");
        assertAnswer(
                "/health",
                503,
                "{\"status\":\"down\",\"database\":\"unreachable\",\"breaker\":\"half_open\",\"engine\":\"running\","
                        + "\"ring\":{\"depth\":3,\"capacity\":1024,\"bytes\":4000,\"max_bytes\":100000},\"dead_letters\":{\"waiting\":7,\"poison\":1},"
                        + "\"durability\":{\"mode\":\"journal\",\"bytes\":4096,\"segments\":2,\"fsync_failures\":1,\"commit_ms\":12,\"slow\":false,"
                        + "\"fault\":\"disk full\"}}\n");
    }

    @Test
    void shouldNotBeHealthyWhileTheDatabaseIsReadOnly() throws Exception {
        database.set(Access.READ_ONLY);

        HttpResponse<String> health = get("/health");

        assertThat(health.statusCode()).isEqualTo(503);
        assertThat(health.body()).contains("\"status\":\"down\"", "\"database\":\"read-only\"");
    }

    @Test
    void shouldNotBeReadyWhileAStageStandsStill() throws Exception {
        lifecycle.ready();
        stalled.set("ring-persist stands still; the log says where");

        assertAnswer("/readyz", 503, "ring-persist stands still; the log says where\n");
        assertThat(get("/livez").statusCode()).isEqualTo(200);
        stalled.set(null);
        assertAnswer("/readyz", 200, "ok\n");
    }

    @Test
    void shouldSayThatItIsHealthy() throws Exception {
        HttpResponse<String> health = get("/health");

        assertThat(health.statusCode()).isEqualTo(200);
        assertThat(health.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(health.body()).contains("\"status\":\"up\"", "\"database\":\"reachable\"");
    }

    @Test
    void shouldGiveMetricsInTheFormatThatIsAskedFor() throws Exception {
        HttpResponse<String> plain = get("/metrics");
        HttpResponse<String> open =
                Http.get(server.port(), "/metrics", "Accept", "application/openmetrics-text; version=1.0.0");

        assertThat(plain.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/plain; version=0.0.4");
        assertThat(plain.body()).contains("# TYPE messages_total counter");
        assertThat(open.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/openmetrics-text");
        assertThat(open.body()).endsWith("# EOF\n");
    }

    @Test
    void shouldTakeAcceptOverSeveralLinesAndInAnyCase() throws Exception {
        HttpResponse<String> open = Http.get(
                server.port(),
                "/metrics",
                "ACCEPT",
                "text/plain;q=0.2",
                "accept",
                "Application/OpenMetrics-Text;Q=0.5");
        HttpResponse<String> plain = Http.get(
                server.port(),
                "/metrics",
                "Accept",
                "application/openmetrics-text;q=0.2",
                "Accept",
                "text/plain;q=0.5");

        assertThat(open.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/openmetrics-text");
        assertThat(plain.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/plain; version=0.0.4");
    }

    @Test
    void shouldAnswerProbesHoweverManyConnectionsSomebodyOpens() throws Exception {
        lifecycle.ready();
        List<Socket> idle = new ArrayList<>();
        try (Socket probe = new Socket("127.0.0.1", server.port())) {
            for (int i = 0; i < 5 * MAX_CONNECTIONS; i++) {
                idle.add(new Socket("127.0.0.1", server.port()));
                probe.getOutputStream().write("GET /livez HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(US_ASCII));
                assertThat(probe.getInputStream().read(new byte[1_000]))
                        .as("a connection in use")
                        .isPositive();
                try (Socket newcomer = new Socket("127.0.0.1", server.port())) {
                    newcomer.getOutputStream().write("GET /livez HTTP/1.0\r\n\r\n".getBytes(US_ASCII));
                    assertThat(new String(newcomer.getInputStream().readAllBytes(), US_ASCII))
                            .startsWith("HTTP/1.1 200");
                }
            }
            assertThat(idle.get(0).getInputStream().read())
                    .as("the idlest is closed")
                    .isNegative();
        } finally {
            for (Socket socket : idle) {
                socket.close();
            }
        }
    }

    @Test
    void shouldKnowNothingElse() throws Exception {
        assertThat(get("/").statusCode()).isEqualTo(404);
    }

    private void assertAnswer(String path, int status, String body) throws Exception {
        HttpResponse<String> answer = get(path);
        assertThat(answer.statusCode()).as(path).isEqualTo(status);
        assertThat(answer.body()).as(path).isEqualTo(body);
    }

    private HttpResponse<String> get(String path) throws Exception {
        return Http.get(server.port(), path);
    }
}
