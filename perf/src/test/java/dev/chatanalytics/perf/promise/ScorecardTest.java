package dev.chatanalytics.perf.promise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatanalytics.perf.load.Progress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScorecardTest {

    private final ByteArrayOutputStream terminal = new ByteArrayOutputStream();

    @TempDir
    private Path out;

    @Test
    void shouldLeaveWhatWasMeasured() throws IOException {
        int code = finish(new Scorecard("A <run>")
                .promise(List.of(Promise.atMost("p99, ms", 250, 207.34), Promise.told("answers 429", 1234)))
                .table(new Table("By rate", List.of("1/s", "µs"), List.of(List.of("1,000", "51.2"))))
                .note("a note"));
        assertThat(code).isZero();
        assertThat(terminal.toString(StandardCharsets.UTF_8))
                .containsPattern("p99, ms +≤ 250 +207.3  kept")
                .containsPattern("answers 429 +– +1,234 ")
                .contains("By rate", "51.2", "a note");
        assertThat(Files.readString(out.resolve("promises.html")))
                .contains("A &lt;run&gt;", "Every promise was kept", "<td>207.3</td>", "<td>51.2</td>", "a machine")
                .doesNotContain("INVALID", "src=", "href=");
        assertThat(Files.readString(out.resolve("promises.json")))
                .contains("\"measured\" : 207.34", "\"valid\" : true");
    }

    @Test
    void shouldEndWithAnotherCodeWhenAPromiseIsNotKept() throws IOException {
        int code = finish(new Scorecard("run").promise(List.of(Promise.none("lost", 1), Promise.none("twice", 0))));
        assertThat(code).isEqualTo(PromiseTable.NOT_KEPT);
        assertThat(terminal.toString(StandardCharsets.UTF_8)).containsPattern("lost +none +1  NOT KEPT");
        assertThat(Files.readString(out.resolve("promises.html"))).contains("Not every promise was kept");
    }

    @Test
    void shouldSayFirstThatARunIsInvalid() throws IOException {
        int code = finish(
                new Scorecard("run").promise(List.of(Promise.none("lost", 1))).invalid(List.of("starved", "starved")));
        assertThat(code).isEqualTo(PromiseTable.INVALID);
        assertThat(terminal.toString(StandardCharsets.UTF_8)).containsOnlyOnce("INVALID: starved");
        assertThat(Files.readString(out.resolve("promises.html"))).contains("INVALID: starved");
    }

    @Test
    void shouldNotKeepWhatIsNotKnown() {
        assertThat(Promise.atMost("x", 1, Double.NaN))
                .matches(p -> !p.kept() && p.shown().equals("unknown"));
        assertThat(Promise.atLeast("x", 1, Double.NaN).kept()).isFalse();
        assertThat(Promise.none("x", Double.NaN).kept()).isFalse();
        assertThat(Promise.atLeast("x", 1, 1).kept()).isTrue();
    }

    private int finish(Scorecard card) throws IOException {
        PrintStream stream = new PrintStream(terminal, true, StandardCharsets.UTF_8);
        return card.finish(new Progress(stream), out, Map.of("machine", "a machine"));
    }
}
