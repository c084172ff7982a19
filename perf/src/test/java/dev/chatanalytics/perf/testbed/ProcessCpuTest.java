package dev.chatanalytics.perf.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProcessCpuTest {

    private static final int LOOKS = 200;

    @Test
    void shouldCountATreeWhoseChildrenComeAndGo() throws IOException {
        Process shell = new ProcessBuilder("sh", "-c", "while :; do /bin/true; done").start();
        try {
            Duration before = ProcessCpu.ofTree(shell.toHandle());
            Duration after = before;
            for (int i = 0; i < LOOKS; i++) {
                after = ProcessCpu.ofTree(shell.toHandle());
            }

            assertThat(after).isGreaterThan(before);
        } finally {
            shell.destroyForcibly();
        }
    }
}
