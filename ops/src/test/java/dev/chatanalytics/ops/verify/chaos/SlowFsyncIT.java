package dev.chatanalytics.ops.verify.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Needs strace. A JVM's fsync must take longer, and the JVM must outlive strace. */
@Tag("long")
class SlowFsyncIT {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration DELAY = Duration.ofMillis(300);

    @TempDir
    Path dir;

    private SlowFsync fsync;
    private Process process;

    /** Forces a file again and again, and says how often it did so slowly, and how often at all. */
    public static void main(String[] args) throws IOException {
        Path said = Path.of(args[0]);
        int slow = 0;
        try (FileChannel file =
                FileChannel.open(Path.of(args[0] + ".data"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            for (int all = 1; ; all++) {
                file.write(ByteBuffer.allocate(1), 0);
                long began = System.nanoTime();
                file.force(false);
                slow += System.nanoTime() - began >= DELAY.toNanos() ? 1 : 0;
                Files.writeString(Path.of(args[0] + ".next"), slow + " " + all);
                Files.move(Path.of(args[0] + ".next"), said, StandardCopyOption.ATOMIC_MOVE);
                java.util.concurrent.locks.LockSupport.parkNanos(10_000_000);
            }
        }
    }

    @BeforeEach
    void start() throws Exception {
        fsync = SlowFsync.in(dir);
        assertThat(fsync.cannot()).as("why no fsync can be made slow here").isNull();
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        SlowFsyncIT.class.getName(),
                        dir.resolve("said").toString())
                .redirectErrorStream(true)
                .redirectOutput(dir.resolve("out").toFile())
                .start();
        await("a first fsync").atMost(LIMIT).until(() -> said(1) > 0);
    }

    @AfterEach
    void end() throws Exception {
        fsync.close();
        if (process != null) {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void shouldSlowDownEachFsyncAndLetGoAgain() throws Exception {
        for (int times = 0; times < 2; times++) {
            int before = said(0);
            fsync.begin(process.pid(), DELAY);
            await("slow ones").atMost(LIMIT).until(() -> said(0) > before + 2);
            assertThat(fsync.end()).isPositive();

            awaitThatItGoesOn();
            assertThat(tracers()).isEmpty();
        }
    }

    @Test
    void shouldEndAStraceThatHangs() throws Exception {
        fsync.begin(process.pid(), DELAY);
        await("slow ones").atMost(LIMIT).until(() -> said(0) > 0);
        Signals.send("STOP", tracers());

        fsync.close();

        awaitThatItGoesOn();
        assertThat(tracers()).isEmpty();
    }

    @Test
    void shouldEndWhenTheProcessIsKilledMeanwhile() throws Exception {
        fsync.begin(process.pid(), DELAY);
        await("slow ones").atMost(LIMIT).until(() -> said(0) > 0);

        assertThat(process.destroyForcibly().waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
        assertThat(fsync.end()).isPositive();
        assertThat(tracers()).isEmpty();
    }

    private void awaitThatItGoesOn() throws IOException {
        int before = said(1);
        await("more").atMost(LIMIT).until(() -> said(1) > before + 20);
        assertThat(process.isAlive()).isTrue();
    }

    private static List<ProcessHandle> tracers() {
        return ProcessHandle.current()
                .descendants()
                .filter(child -> child.info().command().orElse("").endsWith("/strace"))
                .toList();
    }

    private int said(int word) throws IOException {
        Path said = dir.resolve("said");
        return Files.exists(said) ? Integer.parseInt(Files.readString(said).split(" ")[word]) : 0;
    }
}
