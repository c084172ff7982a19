package dev.chatanalytics.perf.testbed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the tests may run, so that a command that moves this process leaves it where it is. Stateless. */
public final class OwnCpus {

    private OwnCpus() {}

    /** As {@code taskset} takes it, such as {@code 0-3}. */
    public static String all() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("Cpus_allowed_list:"))
                .map(line -> line.split(":")[1].strip())
                .findFirst()
                .orElseThrow();
    }

    /** One of them. */
    public static String first() throws IOException {
        return all().split("[-,]")[0];
    }
}
