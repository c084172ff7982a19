package dev.chatanalytics.perf.load.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts the calling thread before others on its CPU, where that is allowed (root, Linux). A generator that waits behind the
 * database for its turn would measure that, and not the service. Stateless.
 */
final class Priority {

    private static final Logger LOG = LoggerFactory.getLogger(Priority.class);
    private static final Path THIS_THREAD = Path.of("/proc/thread-self");
    private static final String NICENESS = "-15";

    private Priority() {}

    static void raise() {
        try {
            String thread = Files.readSymbolicLink(THIS_THREAD).getFileName().toString();
            Process renice = new ProcessBuilder("renice", "-n", NICENESS, "-p", thread)
                    .redirectErrorStream(true)
                    .start();
            String said = new String(renice.getInputStream().readAllBytes()).strip();
            if (renice.waitFor() != 0) {
                LOG.warn("The generator gets no priority over what shares its CPU: {}", said);
            }
        } catch (IOException e) {
            LOG.warn("The generator gets no priority over what shares its CPU: {}", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
