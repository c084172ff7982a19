package dev.chatanalytics.ops;

import dev.chatanalytics.ops.config.Configuration;
import java.io.IOException;
import java.time.Duration;

/**
 * A whole life of the service, from its start over many messages to its stop, for Java to watch: what it writes into an
 * ahead-of-time cache (JEP 483, 514 and 515) is what has been loaded and used here.
 */
public final class Training {

    private static final int MESSAGES = 100_000;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private Training() {}

    /**
     * Blocks for about ten seconds, less when it is asked to stop.
     *
     * @param configuration whose database and NLP API are there, and may be filled
     */
    public static void run(Configuration configuration, Service.StopQuestion stop)
            throws IOException, InterruptedException {
        try (Service service = Service.start(configuration, stop)) {
            if (service.open(stop)) {
                send(service.port(), stop);
            }
            service.stop(stop);
        }
    }

    private static void send(int port, Service.StopQuestion stop) throws IOException, InterruptedException {
        try (RehearsalClient client = new RehearsalClient(port, PATIENCE)) {
            for (int sent = 0; sent < MESSAGES && !stop.asked(Duration.ZERO); sent += RehearsalClient.CONNECTIONS) {
                client.burst();
            }
        }
    }
}
