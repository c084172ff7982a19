package dev.chatanalytics.ops.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.chatanalytics.ops.Configurations;
import dev.chatanalytics.ops.Http;
import dev.chatanalytics.ops.Service;
import dev.chatanalytics.ops.sandbox.Knob;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The service starts while its database is away: with a journal it takes messages, and stores them later, once. */
class StartWithoutDatabaseIT {

    private static final String MISSING = "the database has not answered since the start: messages wait on disk";

    @RegisterExtension
    static final Stack stack = new Stack();

    @TempDir
    private Path dir;

    private boolean away;

    private Map<String, String> settings(String... more) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "durability.dir", dir.resolve("journal").toString(),
                "dead-letters.dir", dir.resolve("dead-letters").toString(),
                "database.write-timeout", "200ms"));
        for (int i = 0; i < more.length; i += 2) {
            settings.put(more[i], more[i + 1]);
        }
        return settings;
    }

    @BeforeEach
    void noDatabase() {
        away = false;
    }

    private void databaseGoes() throws IOException {
        stack.database().stop();
        away = true;
    }

    private void databaseComes() throws IOException {
        stack.database().start();
        away = false;
    }

    @AfterEach
    void databaseForTheOthers() throws IOException {
        if (away) {
            databaseComes();
        }
    }

    private void serveOnce() throws Exception {
        try (RunningService first = stack.startAnother(settings())) {
            await("ready").until(() -> first.admin("/readyz").body().equals("ok\n"));
        }
    }

    private static void assertNotReady(RunningService service) {
        HttpResponse<String> answer = service.admin("/readyz");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body())
                .isEqualTo(MISSING + ", and this directory has not served it before: is database.url right?\n");
    }

    @Test
    void shouldTakeMessagesWhereItHasNeverServedButNotBeReadyBeforeTheDatabaseAnswers() throws Exception {
        databaseGoes();
        RunningService service = stack.start(settings());
        assertNotReady(service);
        stack.bots().sendAll("early", 200);
        assertThat(stack.bots().accepted).hasSize(200);
        assertThat(service.admin("/health").statusCode()).isEqualTo(503);
        assertThat(service.admin("/health").body()).contains("unreachable");
        assertThat(service.admin("/livez").statusCode()).isEqualTo(200);
        assertThat(dir.resolve("journal/served")).doesNotExist();

        databaseComes();
        await("ready").until(() -> service.admin("/readyz").body().equals("ok\n"));
        stack.bots().sendAll("later", 100);
        Laws.awaitQuiet(service);
        assertThat(stack.bots().accepted).hasSize(300);
        assertThat(service.scrape().value("dead_letters_total")).isGreaterThanOrEqualTo(200);
        assertThat(Files.readString(dir.resolve("journal/served")))
                .contains("/postgres\n")
                .doesNotContain("user");
    }

    @Test
    void shouldBeReadyWithARemarkWhereItHasServedBefore() throws Exception {
        serveOnce();
        databaseGoes();
        Chatbots before;
        try (RunningService second = stack.startAnother(settings())) {
            assertThat(second.admin("/readyz").statusCode()).isEqualTo(200);
            assertThat(second.admin("/readyz").body()).isEqualTo("ok\n" + MISSING + "\n");
            before = new Chatbots(second.port());
            before.sendAll("away", 200);
            assertThat(before.accepted).hasSize(200);
        } // closed without draining

        databaseComes();
        RunningService third = stack.start(settings());
        stack.bots().accepted.putAll(before.accepted);
        await("ready").until(() -> third.admin("/readyz").body().equals("ok\n"));
        Laws.awaitQuiet(third);
        assertThat(stack.database().query("SELECT 1 FROM messages")).hasSize(200);
    }

    @Test
    void shouldNotBeReadyWhenTheAddressIsAnotherThanBefore() throws Exception {
        serveOnce();
        databaseGoes();
        String elsewhere = stack.database().url().replace("/postgres?", "/postgress?");
        try (RunningService second = stack.startAnother(settings("database.url", elsewhere))) {
            assertNotReady(second);
        }
        String otherUser = stack.database().url() + "2&password=hush";
        try (RunningService third = stack.startAnother(settings("database.url", otherUser))) {
            assertThat(third.admin("/readyz").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void shouldTakeADamagedMarkForNone() throws Exception {
        serveOnce();
        databaseGoes();
        Path mark = dir.resolve("journal/served");
        String good = Files.readString(mark);
        Files.writeString(mark, "schema 2\n", StandardOpenOption.APPEND);
        try (RunningService second = stack.startAnother(settings())) {
            assertNotReady(second);
            databaseComes();
            await("ready").until(() -> second.admin("/readyz").body().equals("ok\n"));
        }
        assertThat(mark).hasContent(good);
    }

    @Test
    void shouldStartAllTheSameWhenTheMarkCanBeNeitherReadNorWritten() throws Exception {
        Files.createDirectories(dir.resolve("journal/served/taken"));
        RunningService service = stack.start(settings());
        await("ready").until(() -> service.admin("/readyz").body().equals("ok\n"));
        stack.bots().sendAll("m", 10);
        assertThat(stack.bots().accepted).hasSize(10);
    }

    @Test
    void shouldStopWhileItWaitsAndKeepWhatItTook() throws Exception {
        databaseGoes();
        Chatbots before;
        try (RunningService first = stack.startAnother(settings())) {
            before = new Chatbots(first.port());
            before.sendAll("m", 100);
            assertThat(first.stop()).as("all is safe").isTrue();
        }
        assertThat(before.accepted).hasSize(100);
        databaseComes();
        RunningService second = stack.start(settings());
        stack.bots().accepted.putAll(before.accepted);
        Laws.awaitQuiet(second);
    }

    @Test
    void shouldStayRecoveringWhileNeitherDatabaseNorDeadLettersTakeAnything() throws Exception {
        stack.nlp(Knob.LATENCY_MS, 15_000);
        Chatbots before;
        try (RunningService first = stack.startAnother(settings("nlp.timeout", "20s"))) {
            before = new Chatbots(first.port());
            before.sendAll("before", 300);
        } // closed without draining, so only the journal has them
        stack.nlp(Knob.LATENCY_MS, 10);
        databaseGoes();

        Map<String, String> full = settings("dead-letters.max-bytes", "16MiB", "startup.rehearsal", "1s");
        fillUp(dir.resolve("dead-letters"), 16 << 20);
        try (Service second =
                Service.start(Configurations.of(dir, stack.database().url(), stack.nlpUrl(), full), within -> false)) {
            List<String> said = new ArrayList<>();
            boolean opened = second.open(within -> {
                if (away) {
                    lookAt(second, said);
                }
                return false;
            });
            assertThat(opened).isTrue();
            assertThat(said)
                    .contains("recovering what an earlier run had taken; the database has not answered since the"
                            + " start; the dead letters take nothing, the log says why\n");
            assertThat(second.stop(within -> false)).isTrue();
        }
        assertThat(stack.database().query("SELECT message_id FROM messages"))
                .containsExactlyInAnyOrderElementsOf(before.accepted.keySet())
                .hasSize(300);
    }

    /** Lets the database come when nothing else can help. */
    private void lookAt(Service service, List<String> said) {
        try {
            HttpResponse<String> answer = Http.get(service.adminPort(), "/readyz");
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(Http.postMessage(service.port(), "{\"bot_id\":\"b\",\"text\":\"new\"}")
                            .statusCode())
                    .isEqualTo(503);
            said.add(answer.body());
            if (answer.body().contains("take nothing")) {
                databaseComes();
            }
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** With what an operator has to decide on, and no replay frees. */
    private static void fillUp(Path deadLetters, int bytes) throws IOException {
        Path bad = Files.createDirectories(deadLetters.resolve("bad"));
        Files.write(bad.resolve("0000000000001.jsonl"), new byte[bytes - 100]);
    }
}
