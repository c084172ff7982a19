package dev.chatanalytics.perf.compare;

import java.util.List;
import java.util.Map;

/**
 * What one contender did in one round.
 *
 * @param done messages, or rows
 * @param seconds that took
 * @param cpuSeconds that took, user and system, by who used them
 * @param doubts why it may not be believed, in words
 */
public record Turn(long done, double seconds, Map<String, Double> cpuSeconds, List<String> doubts) {

    /** How many a second. */
    public double rate() {
        return done / seconds;
    }
}
