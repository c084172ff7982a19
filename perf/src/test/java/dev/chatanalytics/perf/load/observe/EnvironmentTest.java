package dev.chatanalytics.perf.load.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvironmentTest {

    @Test
    void shouldSayWhatTheMachineTakesForAMessageOverLoopback() {
        Map<String, String> environment = Environment.describe(Path.of("."));

        assertThat(environment.get(Environment.LOOPBACK)).matches("\\d+\\.\\d µs \\(\\d+\\.\\d – \\d+\\.\\d\\)");
        assertThat(environment.get(Environment.DIRTY_PAGES)).matches("\\d+ (bytes|% of the memory)");
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
}
