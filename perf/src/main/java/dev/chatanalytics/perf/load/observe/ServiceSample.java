package dev.chatanalytics.perf.load.observe;

/**
 * What the service says of itself at one moment; a value that it does not give is NaN.
 *
 * @param ringDepth slots in use
 * @param ringCapacity slots
 * @param breaker 0 closed, 1 open, 2 half-open
 * @param nlpInFlight NLP permits held
 * @param connections open to clients
 * @param answers given to requests since its start
 * @param cpuSeconds used since its start, user and system
 * @param residentBytes memory
 */
public record ServiceSample(
        double ringDepth,
        double ringCapacity,
        double breaker,
        double nlpInFlight,
        double connections,
        double answers,
        double cpuSeconds,
        double residentBytes) {

    /** Nothing is known. */
    public static final ServiceSample UNKNOWN = new ServiceSample(
            Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
}
