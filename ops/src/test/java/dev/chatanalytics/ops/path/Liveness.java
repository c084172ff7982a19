package dev.chatanalytics.ops.path;

import dev.chatanalytics.ops.Http;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Asks a service every second whether it should be restarted, on a thread of its own, until it is closed. */
final class Liveness implements AutoCloseable {

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final List<String> failures = new CopyOnWriteArrayList<>();
    private final int adminPort;

    Liveness(int adminPort) {
        this.adminPort = adminPort;
        timer.scheduleWithFixedDelay(this::ask, 0, 1, TimeUnit.SECONDS);
    }

    private void ask() {
        try {
            int status = Http.get(adminPort, "/livez").statusCode();
            if (status != 200) {
                failures.add("status " + status);
            }
        } catch (IOException e) {
            failures.add(e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed while it asks
        }
    }

    /** Every answer that was not 200, and every question without one. */
    List<String> failures() {
        return failures;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
