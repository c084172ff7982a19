package dev.chatanalytics.perf.cluster;

import dev.chatanalytics.perf.load.client.Latencies;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.HdrHistogram.Histogram;

/**
 * All figures of one cluster run.
 *
 * @param generators their reports
 * @param watch what was seen of the services
 * @param memory of the processes that hold the connections
 * @param serviceMicros CPU time of the services a message, user and system, warm-up left out
 */
record ClusterResult(List<GeneratorReport> generators, Watch watch, Memory memory, double serviceMicros) {

    /** Answers other than 202, and messages that had none. */
    long notAccepted() {
        return sum(report -> report.countBelow("answers", "202"));
    }

    /** Answers with 202. */
    long accepted() {
        return sum(report -> report.count("answers.202"));
    }

    /** Messages answered 202 that are not in the table, or there twice. */
    long notKept() {
        return sum(report -> report.count("table.missing") + report.count("table.duplicates"));
    }

    long rowsWithoutNlp() {
        return sum(report -> report.countBelow("table.nlp_status", "ok"));
    }

    long connectionsEnded() {
        return sum(report -> report.count("connections_ended"));
    }

    /** From the intended send time to a 202, in microseconds. */
    Histogram acknowledged() {
        return merged(GeneratorReport::acknowledged);
    }

    /** {@code stored_at - received_at}, in microseconds. */
    Histogram stored() {
        return merged(GeneratorReport::stored);
    }

    /** Why it is not to be believed: whatever any generator says of itself. */
    List<String> invalidBecause() {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < generators.size(); i++) {
            String who = "generator " + (i + 1) + ": ";
            generators.get(i).invalidBecause().forEach(reason -> all.add(who + reason));
        }
        return all;
    }

    private long sum(ToLongFunction<GeneratorReport> count) {
        return generators.stream().mapToLong(count).sum();
    }

    private Histogram merged(Function<GeneratorReport, Histogram> of) {
        Histogram all = Latencies.histogram();
        generators.forEach(report -> all.add(of.apply(report)));
        return all;
    }
}
