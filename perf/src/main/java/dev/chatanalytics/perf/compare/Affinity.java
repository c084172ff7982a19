package dev.chatanalytics.perf.compare;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** On which CPUs this process runs. Thread-safe. */
public final class Affinity {

    private Affinity() {}

    /**
     * Moves all threads of this process; what is started from now on inherits it, what runs already does not.
     *
     * @param cpus as {@code taskset} takes it
     */
    public static void moveTo(String cpus) throws IOException, InterruptedException {
        String self = Long.toString(ProcessHandle.current().pid());
        Process taskset = new ProcessBuilder("taskset", "-a", "-p", "-c", cpus, self)
                .redirectErrorStream(true)
                .start();
        String told = new String(taskset.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (taskset.waitFor() != 0) {
            throw new IOException("cannot run on CPUs " + cpus + ": " + told.strip());
        }
    }
}
