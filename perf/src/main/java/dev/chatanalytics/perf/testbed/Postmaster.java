package dev.chatanalytics.perf.testbed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The first process of an embedded PostgreSQL, of which all its others are children. Stateless. */
public final class Postmaster {

    private Postmaster() {}

    /**
     * Finds it.
     *
     * @param directory with which the database was started
     * @throws IOException when it has ended
     */
    public static ProcessHandle of(Path directory) throws IOException {
        Path file = directory.resolve("postgres/postmaster.pid");
        long pid = Long.parseLong(Files.readAllLines(file).get(0));
        return ProcessHandle.of(pid).orElseThrow(() -> new IOException("PostgreSQL, process " + pid + ", has ended"));
    }
}
