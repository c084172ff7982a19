package dev.chatanalytics.perf.load.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvironmentTest {

    @Test
    void shouldSayWhereARunWasMade() throws Exception {
        Map<String, String> environment = Environment.describe(Path.of("."));

        assertThat(environment.get(Environment.LOOPBACK)).matches("\\d+\\.\\d µs \\(\\d+\\.\\d – \\d+\\.\\d\\)");
        assertThat(environment.get(Environment.DIRTY_PAGES)).isEqualTo(howLinuxWrites());
        assertThat(environment.keySet())
                .containsExactly(
                        "machine",
                        Environment.LOOPBACK,
                        Environment.DIRTY_PAGES,
                        "CPUs of the generator",
                        "system",
                        "JVM of the generator",
                        "commit");
    }

    private static String howLinuxWrites() throws Exception {
        String bytes = said("cat", "/proc/sys/vm/dirty_background_bytes");
        String percent = said("cat", "/proc/sys/vm/dirty_background_ratio");
        return bytes.equals("0") ? percent + " % of the memory" : bytes + " bytes";
    }

    private static String said(String... command) throws Exception {
        Process process = new ProcessBuilder(command).start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }
}
