package dev.chatanalytics.ops.verify.observe;

import java.util.Map;

/**
 * What the service said of itself at one moment; what is not known is not a number. Immutable.
 *
 * @param ringDepth messages accepted and not yet safe
 * @param breaker 0 closed, 1 open, 2 half-open
 * @param deadLetters messages on disk that wait for the database
 */
public record ServiceState(double ringDepth, double breaker, double deadLetters) {

    /** It did not answer. */
    public static final ServiceState UNKNOWN = new ServiceState(Double.NaN, Double.NaN, Double.NaN);

    static ServiceState of(Map<String, Double> metrics) {
        return new ServiceState(
                metrics.getOrDefault("queue_depth", Double.NaN),
                metrics.getOrDefault("circuit_breaker_state", Double.NaN),
                metrics.getOrDefault("dead_letters_pending", Double.NaN));
    }

    /** Whether it says that something is on its way still. What is unknown is no reason to wait. */
    public boolean isBusy() {
        return ringDepth > 0 || deadLetters > 0;
    }
}
