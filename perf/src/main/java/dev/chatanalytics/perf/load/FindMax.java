package dev.chatanalytics.perf.load;

import dev.chatanalytics.perf.load.client.Pause;
import dev.chatanalytics.perf.load.observe.AdminMetrics;
import dev.chatanalytics.perf.load.observe.ServiceSample;
import dev.chatanalytics.perf.load.result.LoadResult;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Runs one rate after the other until the highest that holds is known. Used by one thread. */
final class FindMax {

    private static final long REST_MILLIS = 2_000;
    private static final long RECOVERY_PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final LoadOptions options;
    private final Duration limit;
    private final Reports reports;
    private final Progress progress;

    /** @param limit which the 99th percentile must not exceed */
    FindMax(LoadOptions options, Duration limit, Reports reports, Progress progress) {
        this.options = options;
        this.limit = limit;
        this.reports = reports;
        this.progress = progress;
    }

    /**
     * Each stage leaves its report in a directory of its own, named by its rate.
     *
     * @return the highest rate that held, 0 when none did
     */
    int execute(Path out) throws IOException, SQLException, InterruptedException {
        RampSearch search = new RampSearch(options.schedule().rate());
        while (!search.done()) {
            int rate = search.rate();
            LoadResult result = reports.run(options.atRate(rate), out.resolve(Integer.toString(rate)));
            String failure = failure(result);
            progress.say(
                    String.format(Locale.ROOT, "%,d/s %s%n", rate, failure == null ? "holds" : "fails: " + failure));
            if (failure == null) {
                search.held();
            } else {
                search.failed();
            }
            recover();
        }
        return search.best();
    }

    /** Why the rate does not hold, or null. */
    private String failure(LoadResult result) {
        if (!result.promiseKept()) {
            return "a 202 was not kept";
        }
        if (!result.verdict().valid()) {
            return "INVALID, the generator or the machine is the limit";
        }
        if (result.notAccepted() > 0) {
            return result.notAccepted() + " messages were not answered 202";
        }
        return result.p99() > limit.toMillis()
                ? String.format(Locale.ROOT, "p99 %.0f ms (at most %d)", result.p99(), limit.toMillis())
                : null;
    }

    /** Waits until the service has digested the last stage, as far as it can be asked. */
    private void recover() {
        Pause.millis(REST_MILLIS);
        if (options.admin() == null) {
            return;
        }
        AdminMetrics admin = new AdminMetrics(options.admin());
        long patience = System.nanoTime() + RECOVERY_PATIENCE_NANOS;
        while (!calm(admin.sample()) && System.nanoTime() < patience) {
            Pause.millis(500);
        }
    }

    private static boolean calm(ServiceSample service) {
        return service.breaker() == 0 && service.ringDepth() < service.ringCapacity() / 100;
    }
}
