package dev.chatanalytics.ops.verify.chaos;

import dev.chatanalytics.ops.verify.observe.AdminPage;
import dev.chatanalytics.ops.verify.oracle.Breach;
import dev.chatanalytics.ops.verify.oracle.Findings;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/** What is done to the service's process. For one thread at a time. */
final class ServiceFaults {

    private static final Duration READY_LIMIT = Duration.ofSeconds(90);
    private static final int STOP_SECONDS = 30;

    private final ServiceProcess service;
    private final AdminPage admin;
    private final Findings findings;

    ServiceFaults(ServiceProcess service, AdminPage admin, Findings findings) {
        this.service = service;
        this.admin = admin;
        this.findings = findings;
    }

    String kill(Duration length, Pause pause) throws IOException, InterruptedException {
        killed();
        pause.over(length);
        return start();
    }

    String stop(Duration length, Pause pause) throws IOException, InterruptedException {
        String how = stopped();
        pause.over(length);
        return how + ", " + start();
    }

    /** kill -9, and no new one. */
    String killed() throws IOException, InterruptedException {
        service.kill();
        return "killed";
    }

    /** SIGTERM, and no new one; a breach when it does not end well. */
    String stopped() throws IOException, InterruptedException {
        long began = System.nanoTime();
        OptionalInt code = service.terminate(STOP_SECONDS);
        String how = code.isPresent()
                ? "ended with " + code.getAsInt() + " after " + seconds(began)
                : "did not end within " + STOP_SECONDS + " s and was killed";
        if (code.isEmpty() || code.getAsInt() != 0) {
            findings.add(Breach.BAD_STOP, how);
        }
        return how;
    }

    String pause(Duration length, Pause pause) throws IOException, InterruptedException {
        service.pause(true);
        try {
            pause.over(length);
        } finally {
            service.pause(false);
        }
        return "";
    }

    /** Starts it and waits until it takes messages. */
    String start() throws IOException, InterruptedException {
        service.start();
        return awaitReady();
    }

    /** Waits until it takes messages, or has ended; a breach when that takes too long. */
    String awaitReady() throws InterruptedException {
        long began = System.nanoTime();
        while (!admin.isReady()) {
            if (service.deathUnasked().isPresent()) {
                return "ended by itself"; // a breach that is noticed elsewhere
            }
            if (System.nanoTime() - began > READY_LIMIT.toNanos()) {
                findings.add(Breach.NO_START, "not ready " + READY_LIMIT.toSeconds() + " s after its start");
                return "not ready again";
            }
            TimeUnit.MILLISECONDS.sleep(Pause.STEP.toMillis());
        }
        return "ready again after " + seconds(began);
    }

    private static String seconds(long sinceNanos) {
        return String.format(Locale.ROOT, "%.1f s", (System.nanoTime() - sinceNanos) / 1e9);
    }
}
