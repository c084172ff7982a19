package dev.chatanalytics.perf.scenario;

import dev.chatanalytics.perf.load.client.Outcomes.Outcome;
import dev.chatanalytics.perf.load.client.Run;
import dev.chatanalytics.perf.load.observe.ServiceSample;
import dev.chatanalytics.perf.load.result.LoadResult;
import dev.chatanalytics.perf.load.result.Second;
import java.time.Duration;
import java.util.List;

/** What is read off the course of a run. */
final class Course {

    private Course() {}

    /**
     * Seconds at whose end the breaker was known not to be closed; NaN when it was never known. A frozen service says
     * nothing, and an open breaker stays so for 30 s, so nothing is missed by leaving out what is not known.
     */
    static double breakerNotClosed(List<Second> seconds) {
        List<Double> known = seconds.stream()
                .map(Second::service)
                .map(ServiceSample::breaker)
                .filter(Double::isFinite)
                .toList();
        return known.isEmpty()
                ? Double.NaN
                : known.stream().filter(state -> state != 0).count();
    }

    /** How many answers had this status, warm-up included. */
    static long answers(LoadResult result, int status) {
        return result.answers().getOrDefault(status, 0L);
    }

    /** Seconds from a moment, counted from the start, to the last message meant to be sent since that was not answered 202. */
    static double refusedUntil(Run run, Duration moment) {
        for (int message = run.outcomes().size() - 1; message >= 0; message--) {
            long after = run.schedule().intendedNanos(message) - moment.toNanos();
            if (after < 0) {
                return 0;
            }
            if (run.outcomes().get(message) != Outcome.ACKNOWLEDGED) {
                return after / 1e9;
            }
        }
        return 0;
    }
}
