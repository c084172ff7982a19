package dev.chatanalytics.ops.verify.chaos;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The clock of the service's process, which can be put wrong while it runs; the machine's is never touched. It takes
 * libfaketime, which stands between the process and the C library. Only the time of day jumps: what a process waits by,
 * the monotonic clock, does not on a real machine either. For one thread at a time.
 */
final class FakeClock {

    private static final String LIBRARY = "libfaketimeMT.so.1";
    private static final Path SHARED_MEMORY = Path.of("/dev/shm");

    private final Path file;
    private final Path library;
    private final String problem;

    private FakeClock(Path file, Path library, String problem) {
        this.file = file;
        this.library = library;
        this.problem = problem;
    }

    /** The machine's own clock, which nobody moves. */
    static FakeClock none() {
        return new FakeClock(null, null, "the service runs on the machine's clock");
    }

    /** One that can be moved, if the library is there. @param dir for the file that says by how much */
    static FakeClock in(Path dir) throws IOException {
        Path library = find();
        FakeClock clock = new FakeClock(
                dir.resolve("clock"),
                library,
                library == null ? "it needs libfaketime, which is not installed (on Debian: faketime)" : null);
        if (library != null) {
            clock.shift(Duration.ZERO);
        }
        return clock;
    }

    /** Why it cannot be moved, or null when it can. */
    String cannot() {
        return problem;
    }

    /** With what the process is to be started. */
    Map<String, String> environment() {
        return library == null
                ? Map.of()
                : Map.of(
                        "LD_PRELOAD", library.toString(),
                        "FAKETIME_TIMESTAMP_FILE", file.toString(),
                        "FAKETIME_CACHE_DURATION", "1", // seconds until a shift is seen
                        "FAKETIME_DONT_FAKE_MONOTONIC", "1",
                        "FAKETIME_FORCE_MONOTONIC_FIX", "0", // with it every timed wait of a JVM ends at once
                        "NO_FAKE_STAT", "1"); // files keep their true times
    }

    /** Puts the clock wrong by so much; zero puts it right. It is seen within a second or so. */
    void shift(Duration offset) throws IOException {
        Path next = file.resolveSibling(file.getFileName() + ".next");
        Files.writeString(next, (offset.isNegative() ? "" : "+") + offset.toSeconds() + "\n");
        Files.move(next, file, ATOMIC_MOVE, REPLACE_EXISTING);
    }

    /** Removes what the library leaves behind of a process that was killed, lest its number comes again. */
    void forget(long pid) throws IOException {
        if (library != null) {
            Files.deleteIfExists(SHARED_MEMORY.resolve("faketime_shm_" + pid));
            Files.deleteIfExists(SHARED_MEMORY.resolve("sem.faketime_sem_" + pid));
        }
    }

    /** Where Debian, others, and its own makefile put it; null when it is nowhere. */
    private static Path find() {
        String machine = System.getProperty("os.arch").replace("amd64", "x86_64");
        return Stream.of("lib/" + machine + "-linux-gnu", "lib64", "lib", "local/lib")
                .map(place -> Path.of("/usr", place, "faketime", LIBRARY))
                .filter(Files::isReadable)
                .findFirst()
                .orElse(null);
    }
}
