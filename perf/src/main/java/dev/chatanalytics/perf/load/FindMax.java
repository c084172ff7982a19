package dev.chatanalytics.perf.load;

import dev.chatanalytics.perf.load.client.Pause;
import dev.chatanalytics.perf.load.observe.AdminMetrics;
import dev.chatanalytics.perf.load.observe.AuditResult;
import dev.chatanalytics.perf.load.observe.ServiceSample;
import dev.chatanalytics.perf.load.result.LoadResult;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Runs one rate after the other until the highest that holds is known. Used by one thread. */
public final class FindMax {

    /** With an open breaker a service is fast and does nothing of what it is for. */
    private static final double MAX_WITHOUT_NLP = 0.01;

    private static final long REST_MILLIS = 2_000;
    private static final long RECOVERY_PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final LoadOptions options;
    private final Duration limit;
    private final Stage stage;
    private final Progress progress;

    /** Runs one rate. */
    public interface Stage {

        /** Sends its schedule, and leaves its report in this directory. */
        LoadResult run(LoadOptions options, Path directory) throws IOException, SQLException, InterruptedException;
    }

    /** @param limit which the 99th percentile must not exceed */
    public FindMax(LoadOptions options, Duration limit, Stage stage, Progress progress) {
        this.options = options;
        this.limit = limit;
        this.stage = stage;
        this.progress = progress;
    }

    /**
     * Each stage leaves its report in a directory of its own, named by its rate. One that fails gets a second chance: on a
     * machine that others use too, each rate has a bad minute now and then.
     *
     * @return the highest rate that held, 0 when none did
     */
    public int execute(Path out) throws IOException, SQLException, InterruptedException {
        RampSearch search = new RampSearch(options.schedule().rate());
        while (!search.done()) {
            int rate = search.rate();
            if (holds(rate, out.resolve(Integer.toString(rate))) || holds(rate, out.resolve(rate + "-again"))) {
                search.held();
            } else {
                search.failed();
            }
        }
        return search.best();
    }

    private boolean holds(int rate, Path directory) throws IOException, SQLException, InterruptedException {
        LoadResult result = stage.run(options.atRate(rate), directory);
        String failure = failure(result, limit);
        progress.say(String.format(Locale.ROOT, "%,d/s %s%n", rate, failure == null ? "holds" : "fails: " + failure));
        recover();
        return failure == null;
    }

    /** Why the rate of this run does not hold with this limit of the 99th percentile, or null. */
    public static String failure(LoadResult result, Duration limit) {
        if (!result.promiseKept()) {
            return "a 202 was not kept";
        }
        if (!result.verdict().valid()) {
            return "INVALID, the generator or the machine is the limit";
        }
        if (result.notAccepted() > 0) {
            return result.notAccepted() + " messages were not answered 202";
        }
        double withoutNlp = withoutNlp(result);
        if (withoutNlp > MAX_WITHOUT_NLP) {
            return String.format(Locale.ROOT, "%.1f %% of the rows are without NLP data", 100 * withoutNlp);
        }
        return result.p99() > limit.toMillis()
                ? String.format(Locale.ROOT, "p99 %.0f ms (at most %d)", result.p99(), limit.toMillis())
                : null;
    }

    /** The part, 0 to 1, of the run's rows; 0 when they were not looked at. */
    private static double withoutNlp(LoadResult result) {
        AuditResult audit = result.audit();
        return audit == null || audit.acknowledged() == 0 ? 0 : (double) audit.rowsWithoutNlp() / audit.acknowledged();
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
