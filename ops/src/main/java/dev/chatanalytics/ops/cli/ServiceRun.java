package dev.chatanalytics.ops.cli;

import dev.chatanalytics.ops.Service;
import dev.chatanalytics.ops.config.Configuration;
import dev.chatanalytics.ops.config.Listing;
import dev.chatanalytics.ops.config.Settings;
import dev.chatanalytics.ops.config.Warnings;
import dev.chatanalytics.ops.logging.LogOutput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run of the service, from its start to its end. */
final class ServiceRun {

    private static final Logger LOG = LoggerFactory.getLogger(ServiceRun.class);

    private ServiceRun() {}

    /**
     * Runs on the caller's thread until it is asked to stop.
     *
     * @param ready told once when messages are taken
     * @return the exit code
     * @throws IOException when it cannot run, or not go on; what it had taken is safe then
     */
    static int run(Settings settings, Configuration configuration, StopSignal stop, Consumer<Service> ready)
            throws IOException, InterruptedException {
        LogOutput.use(configuration.logFormat());
        LOG.info("Effective configuration:\n{}", String.join("\n", Listing.of(settings)));
        Warnings.of(configuration).forEach(LOG::warn);
        configuration.journal().ifPresent(journal -> LOG.info("The journal is in {}", absolute(journal.dir())));
        LOG.info("Dead letters are in {}", absolute(configuration.deadLetters().dir()));
        try (Service service = Service.start(configuration, stop::await)) {
            try {
                if (service.open(stop::await)) {
                    ready.accept(service);
                    service.serve(stop::await);
                }
            } catch (IOException e) {
                bringToSafety(service, stop, e);
                throw e;
            }
            return service.stop(stop::awaitAgain) ? 0 : Main.FAILED;
        }
    }

    /** Said in full: the working directory may be another at the next start, and then so is the data. */
    private static Path absolute(Path dir) {
        return dir.toAbsolutePath().normalize();
    }

    /** What was taken before the fault is answered for all the same. */
    private static void bringToSafety(Service service, StopSignal stop, IOException fault) throws InterruptedException {
        try {
            service.stop(stop::await);
        } catch (IOException more) {
            fault.addSuppressed(more);
        }
    }
}
