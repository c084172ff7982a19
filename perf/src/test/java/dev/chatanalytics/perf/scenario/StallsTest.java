package dev.chatanalytics.perf.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.chatanalytics.perf.scenario.Stalls.Stall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StallsTest {

    private Process victim;

    @BeforeEach
    void start() throws IOException {
        victim = new ProcessBuilder("sleep", "600").start();
    }

    @AfterEach
    void end() {
        victim.destroyForcibly();
    }

    @Test
    void shouldFreezeAndLetGoOn() throws IOException {
        Stalls.Plan plan = new Stalls.Plan(Duration.ofMillis(10), Duration.ofMillis(200), 2, Duration.ofMillis(50));
        try (Stalls stalls = Stalls.start(this::victims, plan)) {
            List<Stall> done = stalls.await();
            assertThat(done).hasSize(2);
            assertThat(Duration.between(done.get(0).from(), done.get(0).to())).isGreaterThanOrEqualTo(plan.length());
            assertThat(Duration.between(done.get(0).from(), done.get(1).from())).isGreaterThan(plan.length());
        }
        assertThat(isFrozen()).isFalse();
    }

    @Test
    void shouldLeaveNobodyFrozenWhenClosed() throws IOException {
        Stalls.Plan plan = new Stalls.Plan(Duration.ZERO, Duration.ofHours(2), 2, Duration.ofHours(1));
        Stalls stalls = Stalls.start(this::victims, plan);
        try {
            await("the stall").atMost(Duration.ofMinutes(1)).until(this::isFrozen);
        } finally {
            stalls.close();
        }
        assertThat(isFrozen()).isFalse();
    }

    private List<ProcessHandle> victims() {
        return List.of(victim.toHandle());
    }

    private boolean isFrozen() throws IOException {
        return Files.readString(Path.of("/proc", Long.toString(victim.pid()), "stat"))
                .contains(") T ");
    }
}
