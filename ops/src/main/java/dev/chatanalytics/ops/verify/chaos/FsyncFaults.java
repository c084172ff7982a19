package dev.chatanalytics.ops.verify.chaos;

import java.io.IOException;
import java.time.Duration;
import java.util.Random;
import java.util.StringJoiner;

/** What is done to the service's writes to disk. For one thread at a time. */
final class FsyncFaults {

    private static final int[] DELAYS_MILLIS = {30, 60, 200, 600, 2_000};
    private static final Duration STEP = Duration.ofSeconds(3);

    private final SlowFsync fsync;
    private final ServiceProcess service;

    FsyncFaults(SlowFsync fsync, ServiceProcess service) {
        this.fsync = fsync;
        this.service = service;
    }

    /** Another delay every few seconds, so that it is also felt when one begins and ends. */
    String slow(Duration length, Pause pause, Random random) throws IOException, InterruptedException {
        StringJoiner note = new StringJoiner(", ");
        Duration left = length;
        boolean over = false;
        while (!over && left.toMillis() > 0) {
            int delay = DELAYS_MILLIS[random.nextInt(DELAYS_MILLIS.length)];
            Duration step = left.compareTo(STEP) < 0 ? left : STEP;
            fsync.begin(service.pid(), Duration.ofMillis(delay));
            try {
                over = pause.over(step);
            } finally {
                note.add(fsync.end() + " by " + delay + " ms");
            }
            left = left.minus(step);
        }
        return "fsyncs that took longer: " + note;
    }
}
