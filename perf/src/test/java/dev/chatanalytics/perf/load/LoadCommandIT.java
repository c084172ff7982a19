package dev.chatanalytics.perf.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.chatanalytics.perf.load.client.StubService;
import dev.chatanalytics.perf.load.client.StubService.Answer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class LoadCommandIT {

    private static final byte[] METRICS =
            "queue_depth 17\nqueue_capacity 16384\nprocess_resident_memory_bytes 123000000\n"
                    .getBytes(StandardCharsets.UTF_8);

    private final StringWriter errors = new StringWriter();

    @TempDir
    private Path out;

    @Test
    void shouldLeaveAReportWithItsFigures() throws IOException {
        HttpServer admin = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        admin.createContext("/metrics", exchange -> {
            exchange.sendResponseHeaders(200, METRICS.length);
            exchange.getResponseBody().write(METRICS);
            exchange.close();
        });
        admin.start();
        try (StubService stub = new StubService(n -> n % 100 == 99 ? Answer.REFUSE : Answer.ACCEPT)) {
            run(
                    stub,
                    "--rate=1000",
                    "--warmup=400ms",
                    "--admin=http://127.0.0.1:" + admin.getAddress().getPort());
        } finally {
            admin.stop(0);
        }
        assertThat(read("report.json"))
                .contains("\"202\" : 1287", "\"429\" : 13", "\"max_ring_depth\" : 17", "\"rate\" : 1000")
                .contains("\"service_max_resident_bytes\" : 1.23E8");
        assertThat(read("report.html"))
                .contains("{202=1287, 429=13}", "17 slots in use at most", "123 MB at most", "JVM of the generator")
                .contains("<svg", "Latency by percentile", "Rate", "In flight", "Memory of the service")
                .doesNotContain("src=", "href=", "NaN");
        assertThat(read("latencies.hlog")).contains("Tag=acknowledged", "Tag=warmup", "Tag=refused", "Tag=lateness");
    }

    @Test
    void shouldCallARunInvalidThatFellBehind() throws IOException {
        try (StubService stub = new StubService(n -> n == 100 ? Answer.STALL : Answer.ACCEPT)) {
            int code = run(stub, "--rate=500", "--warmup=0s", "--connections=2");
            assertThat(code).isEqualTo(LoadCommand.INVALID);
        }
        assertThat(read("report.json")).contains("\"valid\" : false", "more than 10 ms late");
        assertThat(read("report.html"))
                // Whom it blames depends on whether this machine let the generator run.
                .contains("INVALID: ", "more than 10 ms late")
                .doesNotContain(">VALID: the");
    }

    @Test
    void shouldSayWhatCannotBeRun() {
        assertThat(execute("--url=http://127.0.0.1:1", "--connections=1")).isEqualTo(1);
        assertThat(errors.toString())
                .startsWith("load: connections to 127.0.0.1:1: 0 of 1 open")
                .doesNotContain("\tat ");
    }

    @Test
    void shouldRefuseWrongUsage() {
        assertThat(execute("--rate=0")).isEqualTo(2);
        assertThat(execute("--bots=1000001")).isEqualTo(2);
        assertThat(execute("--url=https://127.0.0.1")).isEqualTo(2);
        assertThat(execute("--duration=5 minutes")).isEqualTo(2);
        assertThat(errors.toString())
                .contains("--rate: 0 (expected: 1 or more)")
                .contains("--bots: 1000001 (expected: 1 to 1000000)")
                .contains("--url: https://127.0.0.1 (expected: such as http://127.0.0.1:8080)")
                .contains("5 minutes (expected: a duration such as 500ms, 60s or 10m)");
    }

    private int run(StubService stub, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--url=http://127.0.0.1:" + stub.address().getPort());
        all.add("--duration=1s");
        all.add("--out=" + out);
        return execute(all.toArray(String[]::new));
    }

    private int execute(String... arguments) {
        CommandLine command = LoadCommand.commandLine().setErr(new PrintWriter(errors, true));
        return command.execute(arguments);
    }

    private String read(String file) throws IOException {
        return Files.readString(out.resolve(file));
    }
}
