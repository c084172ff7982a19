package dev.chatanalytics.perf.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatanalytics.perf.cli.RunOptions;
import dev.chatanalytics.perf.promise.PromiseTable;
import dev.chatanalytics.perf.testbed.OwnCpus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way that all scenarios go, at a rate that proves nothing. */
class ScenarioIT {

    @TempDir
    private Path out;

    @Test
    void shouldFreezeTheDatabaseAndHoldWhatFollowsAgainstItsPromises() throws IOException {
        int code = RunOptions.commandLine(new ScenarioCommand())
                .execute(
                        "stall",
                        "--of=database",
                        "--length=100ms",
                        "--stalls=1",
                        "--every=3s",
                        "--rate=100",
                        "--warmup=1s",
                        "--connections=50",
                        "--set=JAVA_HOME=" + System.getProperty("java.home"),
                        "--service-cpu=" + OwnCpus.first(),
                        "--other-cpus=" + OwnCpus.all(),
                        "--out=" + out,
                        "--home=.");

        // How fast a shared machine is must not decide here.
        assertThat(code).isIn(0, PromiseTable.INVALID, PromiseTable.NOT_KEPT);
        assertThat(Files.readString(out.resolve("promises.json")))
                .contains("Stall of database at 100 messages/s", "until p99", "Java of the service")
                .containsPattern(
                        "(?s)202 that are missing or there twice\",\\s+\"reach\" : \"none\",\\s+\"measured\" : 0")
                .doesNotContain("\"rows\" : [ ]");
        assertThat(out.resolve("promises.html")).exists();
        assertThat(Files.readString(out.resolve("report.html"))).contains("received to stored");
        assertThat(out.resolve("database/postgres/postmaster.pid"))
                .as("what PostgreSQL leaves only while it runs")
                .doesNotExist();
    }

    @Test
    void shouldRefuseWrongUsage() {
        assertThat(RunOptions.commandLine(new ScenarioCommand()).execute()).isEqualTo(2);
        assertThat(RunOptions.commandLine(new ScenarioCommand())
                        .execute("stall", "--of=database", "--every=1s", "--home=."))
                .isEqualTo(2);
    }
}
