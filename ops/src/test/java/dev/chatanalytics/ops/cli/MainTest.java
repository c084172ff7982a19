package dev.chatanalytics.ops.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {

    private static final Map<String, String> NOTHING = Map.of();
    private static final Map<String, String> URLS = Map.of(
            "CHAT_ANALYTICS_NLP_URL", "http://nlp/",
            "CHAT_ANALYTICS_DATABASE_URL", "jdbc:postgresql://localhost:1/chat",
            "CHAT_ANALYTICS_DATABASE_PASSWORD", "hush");

    @TempDir
    Path dir;

    @Test
    void shouldListAllFaultsOfConfigurationAndExitWith2() {
        CommandLineRun run = CommandLineRun.of(Map.of("CHAT_ANALYTICS_HTTP_PORT", "x"), "serve");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err())
                .contains("http.port: \"x\" (expected", "nlp.url: nothing", "database.url: nothing")
                .doesNotContain("\tat ", "Exception");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void shouldPrintEffectiveConfigurationMasked() {
        CommandLineRun run = CommandLineRun.of(URLS, "config");

        assertThat(run.code()).isZero();
        assertThat(run.out())
                .contains("nlp.url = \"http://nlp/\"", "# env CHAT_ANALYTICS_NLP_URL", "# default")
                .doesNotContain("hush");
        assertThat(run.err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo", "serve", "config", "nlp-sandbox", "messages", "dead-letters"})
    void shouldExplainEachCommand(String command) {
        CommandLineRun run = CommandLineRun.of(NOTHING, command, "--help");

        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("Usage: chat-analytics " + command);
    }

    @Test
    void shouldNameAllCommandsWhenNoneIsGiven() {
        CommandLineRun run = CommandLineRun.of(NOTHING);

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("demo", "serve", "config", "nlp-sandbox", "messages", "dead-letters");
    }

    @Test
    void shouldSuggestCommandThatWasMeant() {
        CommandLineRun run = CommandLineRun.of(NOTHING, "confg");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("confg", "config", "Try: chat-analytics --help");
    }

    @Test
    void shouldRefuseSandboxBehaviourThatMakesNoSense() {
        CommandLineRun unknown = CommandLineRun.of(NOTHING, "nlp-sandbox", "--set", "latncy_ms=1");
        CommandLineRun tooMuch = CommandLineRun.of(NOTHING, "nlp-sandbox", "--set", "error_rate=2");

        assertThat(unknown.code()).isEqualTo(2);
        assertThat(unknown.err()).contains("latncy_ms (expected: one of [latency_ms");
        assertThat(tooMuch.code()).isEqualTo(2);
        assertThat(tooMuch.err()).contains("error_rate");
    }

    @Test
    void shouldSayWhereItLookedForADemo() {
        CommandLineRun run = CommandLineRun.of(NOTHING, "messages", "--data", dir.toString());

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("No demo is running in " + dir, "database.url: nothing");
    }

    @Test
    void shouldFailInOneLineWhenDatabaseIsAway() {
        CommandLineRun run = CommandLineRun.of(URLS, "messages");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err().lines()).singleElement().asString().startsWith("chat-analytics: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "many"})
    void shouldRefuseLimit(String limit) {
        CommandLineRun run = CommandLineRun.of(URLS, "messages", "--limit=" + limit);

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("--limit").contains(limit);
    }

    @Test
    void shouldListAndMissDeadLetters() throws IOException {
        Path config = Files.writeString(dir.resolve("c.conf"), "dead-letters.dir = \"" + dir.resolve("letters") + "\"");

        CommandLineRun list = CommandLineRun.of(URLS, "dead-letters", "ls", "-c", config.toString());
        CommandLineRun show =
                CommandLineRun.of(URLS, "dead-letters", "show", "-c", config.toString(), "poison/1.jsonl");
        CommandLineRun none = CommandLineRun.of(URLS, "dead-letters");

        assertThat(list.code()).isZero();
        assertThat(list.out()).startsWith("FILE");
        assertThat(show.code()).isEqualTo(1);
        assertThat(show.err()).contains("poison/1.jsonl");
        assertThat(none.code()).isEqualTo(2);
    }
}
