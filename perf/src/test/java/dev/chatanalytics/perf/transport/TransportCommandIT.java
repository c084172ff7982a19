package dev.chatanalytics.perf.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatanalytics.perf.promise.PromiseTable;
import dev.chatanalytics.perf.testbed.OwnCpus;
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
        assertThat(code).as("so short a run").isEqualTo(PromiseTable.INVALID);
        String report = Files.readString(out.resolve("promises.json"));
        assertThat(report)
                .contains(
                        "commit",
                        "JVM of the generator",
                        "bare Netty",
                        "with the engine",
                        "transport, % of bare Netty",
                        "CPU of server")
                .contains("bare Netty, round 1: only")
                .doesNotContain("answers other than 202", "NaN");
    }
}
