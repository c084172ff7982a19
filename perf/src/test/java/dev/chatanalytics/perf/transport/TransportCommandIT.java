package dev.chatanalytics.perf.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatanalytics.perf.compare.ComparisonCommand;
import dev.chatanalytics.perf.compare.OwnCpus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TransportCommandIT {

    @TempDir
    private Path out;

    @Test
    void shouldCompareAllFronts() throws IOException {
        int code = TransportCommand.commandLine()
                .execute(
                        "--rounds=1",
                        "--warmup=2s",
                        "--duration=1s",
                        "--connections=8",
                        "--server-cpu=" + OwnCpus.first(),
                        "--other-cpus=" + OwnCpus.all(),
                        "--out=" + out);
        assertThat(code).as("so short a run").isEqualTo(ComparisonCommand.INVALID);
        String report = Files.readString(out.resolve("report.txt"));
        assertThat(report)
                .contains("commit", "JVM of the generator", "bare Netty", "with the engine", "transport reaches")
                .contains("INVALID: bare Netty, round 1: only")
                .doesNotContain("answers other than 202", "NaN");
        assertThat(Files.readString(out.resolve("report.json")))
                .contains("\"subject\" : \"transport\"", "\"reference\" : \"bare Netty\"", "\"cpu_micros_server\"");
    }
}
