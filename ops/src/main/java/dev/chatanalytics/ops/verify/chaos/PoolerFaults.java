package dev.chatanalytics.ops.verify.chaos;

import java.io.IOException;
import java.time.Duration;
import java.util.Random;

/** What is done to the pooler's process. For one thread at a time. */
final class PoolerFaults {

    private static final long STOP_SECONDS = 2;

    private final Pooler pooler;

    PoolerFaults(Pooler pooler) {
        this.pooler = pooler;
    }

    /** Newer ones wait at SIGTERM for their clients to leave, which the service has no reason to. */
    String restart(Duration length, Pause pause, Random random) throws IOException, InterruptedException {
        boolean kill = random.nextBoolean();
        pooler.stop(kill, STOP_SECONDS);
        try {
            pause.over(length);
        } finally {
            pooler.start();
        }
        return kill ? "killed" : "ended";
    }
}
