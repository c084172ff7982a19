package dev.chatanalytics.perf.load.result;

import dev.chatanalytics.perf.load.client.Latencies.Series;
import dev.chatanalytics.perf.load.client.Run;
import dev.chatanalytics.perf.load.observe.AuditResult;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * All figures of one run.
 *
 * @param latencies in microseconds, by series
 * @param answers how many by status, warm-up included
 * @param lost messages whose connection ended before the answer, warm-up included
 * @param unanswered messages that had no answer when the run was ended
 * @param connectionsEnded connections that ended during the run and were opened again
 * @param connectionProblem what last went wrong with one, or null
 * @param cost CPU time of generator and service
 * @param seconds the course of the run
 * @param audit what the table says, or null when no database was given
 */
public record LoadResult(
        Run run,
        Verdict verdict,
        Lateness lateness,
        Map<Series, Histogram> latencies,
        Map<Integer, Long> answers,
        long lost,
        long unanswered,
        long connectionsEnded,
        String connectionProblem,
        Cost cost,
        List<Second> seconds,
        AuditResult audit) {

    /** Whether every 202 was kept; true when that was not looked at. */
    public boolean promiseKept() {
        return audit == null || audit.promiseKept();
    }

    /** Answers other than 202, and messages that had none. */
    public long notAccepted() {
        long other = answers.entrySet().stream()
                .filter(e -> e.getKey() != 202)
                .mapToLong(Map.Entry::getValue)
                .sum();
        return other + lost + unanswered;
    }

    /** The 99th percentile that counts, in milliseconds: received to stored where it is known, else of the 202. */
    public double p99() {
        Histogram h = audit == null ? latencies.get(Series.ACKNOWLEDGED) : audit.receivedToStored();
        return h.getValueAtPercentile(99) / 1000.0;
    }
}
