package dev.chatanalytics.ops.verify.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where libfaketime is missing it must say so; else a JVM's time of day must jump, and its waiting must not. */
class FakeClockIT {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int LEAST_PARKED_MILLIS = 100;

    @TempDir
    Path dir;

    private Process process;

    /** Parks for 100 ms again and again, and says what time it is and how long it was parked. */
    public static void main(String[] args) throws IOException {
        while (true) {
            long parked = System.nanoTime();
            java.util.concurrent.locks.LockSupport.parkNanos(LEAST_PARKED_MILLIS * 1_000_000L);
            parked = System.nanoTime() - parked;
            Path next = Path.of(args[0] + ".next");
            Files.writeString(next, Instant.now().getEpochSecond() + " " + parked / 1_000_000);
            Files.move(next, Path.of(args[0]), java.nio.file.StandardCopyOption.ATOMIC_MOVE);
        }
    }

    @AfterEach
    void end() throws InterruptedException {
        if (process != null) {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void shouldMoveTheTimeOfDayAndNothingElse() throws Exception {
        FakeClock clock = FakeClock.in(dir);
        if (clock.cannot() != null) {
            assertThat(clock.cannot()).contains("libfaketime");
            assertThat(clock.environment()).isEmpty();
            return;
        }
        start(clock);
        for (long offset : new long[] {0, 500_000, -240, 0}) {
            clock.shift(Duration.ofSeconds(offset));
            await("a jump of " + offset + " s").atMost(LIMIT).untilAsserted(() -> {
                assertThat(said(0) - Instant.now().getEpochSecond()).isBetween(offset - 5, offset + 5);
                assertThat(said(1)).as("ms parked").isGreaterThanOrEqualTo(LEAST_PARKED_MILLIS - 1);
            });
        }

        process.destroyForcibly().waitFor();
        clock.forget(process.pid());
        assertThat(Path.of("/dev/shm/faketime_shm_" + process.pid())).doesNotExist();
    }

    private void start(FakeClock clock) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                FakeClockIT.class.getName(),
                dir.resolve("time").toString());
        builder.environment().putAll(clock.environment());
        process = builder.redirectErrorStream(true)
                .redirectOutput(dir.resolve("out").toFile())
                .start();
    }

    private long said(int word) throws IOException {
        Path time = dir.resolve("time");
        return Files.exists(time) ? Long.parseLong(Files.readString(time).split(" ")[word]) : Long.MIN_VALUE / 2;
    }
}
