package dev.chatanalytics.perf.load.observe;

import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * What the table says of a run.
 *
 * @param acknowledged messages that were answered 202
 * @param missing of those, not in the table
 * @param duplicates messages that are in the table more than once
 * @param unpromised in the table without a 202: answered 503, or not at all
 * @param nlpStatus rows by {@code nlp_status}, warm-up included
 * @param receivedToStored {@code stored_at - received_at} in microseconds, without the warm-up
 * @param p99BySecond of the same in milliseconds, by the second in which the messages were meant to be sent, warm-up
 *     included
 */
public record AuditResult(
        int acknowledged,
        int missing,
        int duplicates,
        int unpromised,
        Map<String, Long> nlpStatus,
        Histogram receivedToStored,
        List<Double> p99BySecond) {

    /** Whether every 202 is kept by exactly one row. */
    public boolean promiseKept() {
        return missing == 0 && duplicates == 0;
    }

    /** The 202 that are missing, and those that are there more than once. */
    public long broken() {
        return (long) missing + duplicates;
    }

    /** Rows that were stored without the NLP API's answer. */
    public long rowsWithoutNlp() {
        return nlpStatus.entrySet().stream()
                .filter(status -> !status.getKey().equals("ok"))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}
