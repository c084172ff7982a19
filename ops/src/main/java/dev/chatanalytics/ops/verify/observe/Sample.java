package dev.chatanalytics.ops.verify.observe;

import dev.chatanalytics.ops.verify.ledger.Answer;
import java.util.Map;

/**
 * One moment of a run. Immutable.
 *
 * @param seconds since the run began
 * @param rates requests a second that came to each answer, since the sample before
 */
public record Sample(double seconds, Map<Answer, Double> rates, ServiceState service) {

    /** Requests answered, or given up, a second. */
    public double rate() {
        return rates.values().stream().mapToDouble(Double::doubleValue).sum();
    }
}
