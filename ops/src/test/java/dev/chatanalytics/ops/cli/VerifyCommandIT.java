package dev.chatanalytics.ops.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatanalytics.ops.Configurations;
import dev.chatanalytics.ops.Service;
import dev.chatanalytics.ops.demo.EmbeddedDatabase;
import dev.chatanalytics.ops.sandbox.NlpSandbox;
import dev.chatanalytics.ops.sandbox.SandboxOptions;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command against a real service, against nobody, and with options that make no sense. */
class VerifyCommandIT {

    @TempDir
    static Path dir;

    private static EmbeddedDatabase database;
    private static NlpSandbox sandbox;
    private static Service service;

    @BeforeAll
    static void start() throws Exception {
        database = EmbeddedDatabase.start(dir);
        sandbox = NlpSandbox.start(SandboxOptions.DEFAULT.withCannedAnswers());
        service = Service.start(Configurations.of(dir, database.url(), sandbox.url()), within -> false);
        service.open(within -> false);
    }

    @AfterAll
    static void stop() throws Exception {
        service.stop(within -> false);
        sandbox.close();
        database.close();
    }

    @Test
    void shouldExitWith0WhenEveryPromiseHeld() {
        CommandLineRun run = verify(service.port());

        assertThat(run.out())
                .contains("Verifying http://127.0.0.1:" + service.port() + "/v1/messages with seed 5")
                .containsPattern("HELD: each of [1-9][0-9,]* messages answered 202 is one row, as sent");
        assertThat(run.code()).as(run.err()).isZero();
    }

    @Test
    void shouldExitWith1WhenNothingIsProved() {
        CommandLineRun run = verify(1);

        assertThat(run.out()).contains("nothing was promised", "0 requests were sent", "BROKEN");
        assertThat(run.code()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --rate=0                      | --rate: 0 (expected: 1 to 100000)
            --url=https://example.org     | --url: https://example.org (expected: such as http://localhost:8080)
            --duration=soon               | soon (expected: a duration such as 90s, 30m or 2h)
            --chaos --rate=0              | --rate: 0 (expected: 1 to 100000)
            --chaos --duration=5s         | --duration: 5s (expected: at least 20s)
            --chaos --faults=earthquake   | earthquake (expected: some of [service-kill,
            --chaos --faults=pooler       | --faults: pooler (expected: only with --pooler)
            --chaos --durability=paper    | paper (expected: journal or memory)
            """)
    void shouldExitWith2When(String options, String said) {
        CommandLineRun run = CommandLineRun.of(Map.of(), ("verify " + options).split(" "));

        assertThat(run.err()).contains(said).doesNotContain("\tat ");
        assertThat(run.code()).isEqualTo(2);
    }

    private static CommandLineRun verify(int port) {
        return CommandLineRun.of(
                Map.of(),
                "verify",
                "--url=http://127.0.0.1:" + port,
                "--admin=http://127.0.0.1:" + service.adminPort(),
                "--database=" + database.url(),
                "--duration=2s",
                "--rate=200",
                "--seed=5");
    }
}
