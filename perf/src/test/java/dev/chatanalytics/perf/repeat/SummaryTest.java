package dev.chatanalytics.perf.repeat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatanalytics.perf.load.Progress;
import dev.chatanalytics.perf.promise.Promise;
import dev.chatanalytics.perf.promise.Scorecard;
import dev.chatanalytics.perf.promise.Table;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SummaryTest {

    @TempDir
    private Path out;

    @Test
    void shouldTellMedianAndSpreadOfWhatRunsLeft() throws IOException {
        Summary summary = new Summary(List.of(run(210, false), run(260, true), run(207.5, false)));
        assertThat(summary.markdown()).isEqualTo("""
                        **Headline run**, 3 runs, of which 1 INVALID

                        | what | reach | median | lowest – highest | kept |
                        |---|---|---|---|---|
                        | p99, ms | ≤ 250 | 210 | 207.5 – 260 | 2 of 3 |
                        | answers 429 | – | 1 | 1 – 1 |  |
                        | memory, MB | ≤ 500 | unknown | unknown – unknown | 0 of 3 |

                        - machine: two cores
                        - 300 bytes over loopback, written and read: unknown
                        - system: unknown
                        - Java of the service: unknown
                        - commit: abc
                        """);
    }

    private RunFile run(double p99, boolean invalid) throws IOException {
        new Scorecard("Headline run")
                .promise(List.of(
                        Promise.atMost("p99, ms", 250, p99),
                        Promise.told("answers 429", 1),
                        Promise.atMost("memory, MB", 500, Double.NaN)))
                .table(new Table("t", List.of("promises"), List.of(List.of("x"))))
                .note("n")
                .invalid(invalid ? List.of("starved") : List.of())
                .finish(
                        new Progress(new PrintStream(OutputStream.nullOutputStream())),
                        out,
                        Map.of("machine", "two cores", "commit", "abc"));
        return RunFile.read(out.resolve("promises.json"));
    }
}
