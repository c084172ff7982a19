package dev.chatanalytics.perf.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatanalytics.perf.promise.PromiseTable;
import dev.chatanalytics.perf.testbed.OwnCpus;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterCommandIT {

    private final StringWriter errors = new StringWriter();

    @TempDir
    private Path out;

    /** How fast it is says nothing here: the machine builds meanwhile. So nothing may time out. */
    @Test
    void shouldKeepEvery202OfTwoServicesInOneTable() throws IOException {
        int code = execute(
                "--services=2",
                "--connections=50",
                "--rate=200",
                "--warmup=1s",
                "--duration=3s",
                "--way=direct",
                "--set=CHAT_ANALYTICS_HTTP_INGEST_TIMEOUT=20s",
                "--set=CHAT_ANALYTICS_NLP_TIMEOUT=20s",
                "--set=CHAT_ANALYTICS_DATABASE_WRITE_TIMEOUT=20s",
                "--set=JAVA_HOME=" + System.getProperty("java.home"),
                "--service-cpus=" + OwnCpus.all(),
                "--other-cpus=" + OwnCpus.all(),
                "--out=" + out);

        assertThat(code).as(errors.toString()).isIn(0, PromiseTable.INVALID, PromiseTable.NOT_KEPT);
        Map<String, String> report = JsonPaths.read(out.resolve("promises.json"));
        assertThat(figure(report, "answers")).isEqualTo("750 with 202, 0 other or none");
        assertThat(figure(report, "received to stored")).contains("(of 600)");
        assertThat(figure(report, "heap, idle")).endsWith("bytes a connection");
        assertThat(measured(report, "messages not answered 202")).isEqualTo("0.0");
        assertThat(measured(report, "202 that are missing or there twice")).isEqualTo("0.0");
        assertThat(measured(report, "rows without NLP data")).isEqualTo("0.0");
        assertThat(measured(report, "connections open, fewest")).isEqualTo("100.0");
        assertThat(measured(report, "connections that ended")).isEqualTo("0.0");
    }

    @Test
    void shouldRefuseWrongUsage() {
        assertThat(execute("--rate=1000")).isEqualTo(2);
        assertThat(execute("--services=0")).isEqualTo(2);
        assertThat(execute("--way=sideways")).isEqualTo(2);
        assertThat(errors.toString())
                .contains("--rate: 1000 (expected: 1667 or more")
                .contains("--services: 0 (expected: 1 to 20)")
                .contains("sideways");
    }

    private static String measured(Map<String, String> report, String promise) {
        return report.get(path(report, promise).replace(".name", ".measured"));
    }

    /** From the second column of the table. */
    private static String figure(Map<String, String> report, String name) {
        return report.get(path(report, name).replaceAll("0$", "1"));
    }

    private static String path(Map<String, String> report, String value) {
        return report.entrySet().stream()
                .filter(entry -> entry.getValue().equals(value))
                .findFirst()
                .orElseThrow(() -> new AssertionError("nothing about: " + value))
                .getKey();
    }

    private int execute(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--home=" + Path.of("").toAbsolutePath());
        return ClusterCommand.commandLine()
                .setErr(new PrintWriter(errors, true))
                .execute(all.toArray(String[]::new));
    }
}
