package dev.chatanalytics.ops.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.chatanalytics.ops.Http;
import dev.chatanalytics.ops.verify.ledger.Answer;
import dev.chatanalytics.ops.verify.ledger.Ledger;
import dev.chatanalytics.ops.verify.load.Load;
import dev.chatanalytics.ops.verify.load.Target;
import dev.chatanalytics.ops.verify.observe.AdminPage;
import dev.chatanalytics.ops.verify.oracle.Breach;
import dev.chatanalytics.ops.verify.oracle.Findings;
import dev.chatanalytics.ops.verify.oracle.MessagesTable;
import dev.chatanalytics.ops.verify.oracle.Trial;
import dev.chatanalytics.ops.verify.oracle.Verdict;
import dev.chatanalytics.ops.verify.oracle.Withdrawals;
import dev.chatanalytics.ops.verify.traffic.Run;
import dev.chatanalytics.ops.verify.traffic.Traffic;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * A service with 256 MiB of heap against 2,000 connections that send messages as large as they may be, and go on whatever
 * they are answered: the process does not end, and what it answered 202 is in the table once, unchanged.
 */
@Tag("long")
class HeapIT {

    private static final int CONNECTIONS = 2_000;

    /** Messages a second, far beyond what is taken; the load has a connection for each twenty of them. */
    private static final int RATE = 20 * CONNECTIONS;

    private static final Duration LOAD = Duration.ofSeconds(60);
    private static final Duration LAST_ANSWERS = Duration.ofSeconds(15);

    @RegisterExtension
    static final Stack stack = new Stack();

    @TempDir
    private Path dir;

    private final Traffic traffic = new Traffic(Run.now(1, RATE, 500));
    private final Ledger ledger = new Ledger();

    /** Its dead letters are full soon, so that messages have to wait in memory. */
    private ServiceProcess start(String name, Map<String, String> settings) throws IOException {
        Map<String, String> environment = new HashMap<>(settings);
        environment.put("CHAT_ANALYTICS_JAVA_OPTS", "-Xmx256m");
        environment.put("CHAT_ANALYTICS_DATABASE_URL", stack.database().url());
        environment.put("CHAT_ANALYTICS_DEAD_LETTERS_MAX_BYTES", "256MiB");
        environment.put("CHAT_ANALYTICS_HTTP_INGEST_TIMEOUT", "5s"); // so that more is taken, and held
        return ServiceProcess.start(dir, name, environment);
    }

    /** As fast as messages are taken, while nothing else changes. */
    private void load(ServiceProcess service) throws Exception {
        try (Liveness liveness = new Liveness(service.adminPort())) {
            try (Load load = Load.start(traffic, ledger, target(service))) {
                load.conduct().sendLargest(1);
                load.conduct().insist(true);
                await("the end of the load")
                        .during(LOAD)
                        .atMost(LOAD.plusSeconds(10))
                        .pollInterval(Duration.ofSeconds(1))
                        .until(() -> load.isAlive() && service.isAlive());
                load.finish(LAST_ANSWERS);
            }
            assertThat(liveness.failures()).isEmpty();
        }
        assertSound(service);
        assertThat(statuses(service)).isSubsetOf("202", "400", "429", "503");
        assertThat(ledger.count(Answer.ACCEPTED)).isGreaterThan(1_000);
        assertThat(ledger.count(Answer.THROTTLED))
                .as("refused, since memory is full")
                .isPositive();
        assertThat(ledger.count(Answer.UNANSWERED)).as("under way at the end").isLessThanOrEqualTo(CONNECTIONS);
    }

    private static void assertSound(ServiceProcess service) throws IOException {
        assertThat(service.isAlive()).as(service.log()).isTrue();
        assertThat(service.log()).doesNotContain("OutOfMemoryError");
    }

    private static List<String> statuses(ServiceProcess service) throws Exception {
        return scrape(service).samples().entrySet().stream()
                .filter(sample -> sample.getKey().startsWith("http_requests_total{status=") && sample.getValue() > 0)
                .map(sample -> sample.getKey().replaceAll("\\D", ""))
                .toList();
    }

    private static Scrape scrape(ServiceProcess service) throws Exception {
        return Scrape.parse(Http.get(service.adminPort(), "/metrics").body());
    }

    private static Target target(ServiceProcess service) throws IOException {
        return new Target("localhost", service.port(), "/v1/messages");
    }

    private void assertEachIsStoredOnce(ServiceProcess service, Withdrawals withdrawals) throws Exception {
        Findings findings = new Findings();
        AdminPage admin = new AdminPage(URI.create("http://localhost:" + service.adminPort()));
        MessagesTable table = new MessagesTable(stack.database().url(), null, null);
        Verdict verdict = new Trial(traffic, ledger, findings, table, line -> {})
                .judge(target(service), admin::state, withdrawals);

        assertThat(verdict.held())
                .as(Arrays.stream(Breach.values())
                        .filter(breach -> findings.count(breach) > 0)
                        .map(breach -> findings.count(breach) + " " + breach.label() + ": " + findings.examples(breach))
                        .collect(Collectors.joining("\n")))
                .isTrue();
        await("an empty queue").untilAsserted(() -> {
            Scrape now = scrape(service);
            assertThat(now.value("queue_depth")).isZero();
            assertThat(now.value("queue_bytes")).isZero();
        });
        assertSound(service);
    }

    @Test
    void shouldOutliveLargeMessagesAndAKillWhileItsDatabaseIsAway() throws Exception {
        stack.database().stop();
        try (ServiceProcess service = start("killed", Map.of("CHAT_ANALYTICS_NLP_URL", stack.nlpUrl()))) {
            load(service);
            service.kill();
        } finally {
            stack.database().start();
        }
        try (ServiceProcess service = start("next", Map.of("CHAT_ANALYTICS_NLP_URL", stack.nlpUrl()))) {
            assertEachIsStoredOnce(service, Withdrawals.MAY_BE_LOST);
        }
    }

    /** The journal is so small that it fills up, too. */
    @Test
    void shouldOutliveLargeMessagesAndLargeAnswersWhileItsDatabaseIsAway() throws Exception {
        stack.database().stop();
        try (LongAnswers nlp = new LongAnswers();
                ServiceProcess service = start(
                        "service",
                        Map.of("CHAT_ANALYTICS_NLP_URL", nlp.url(), "CHAT_ANALYTICS_DURABILITY_MAX_BYTES", "32MiB"))) {
            try {
                load(service);
            } finally {
                stack.database().start();
            }
            assertEachIsStoredOnce(service, Withdrawals.HOLD);
            assertThat(stack.database().query("SELECT 1 FROM messages WHERE length(nlp::text) > 16000 LIMIT 1"))
                    .isNotEmpty();
        }
    }
}
