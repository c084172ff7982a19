package dev.chatanalytics.perf.load.result;

/**
 * CPU time, user and system, a message sent, and memory; the warm-up left out. NaN where it is not known.
 *
 * @param generatorMicros of the generator's whole process
 * @param serviceMicros of the service's
 * @param serviceMaxResidentBytes the most that was seen
 * @param maxRingDepth the most slots in use that were seen
 */
public record Cost(double generatorMicros, double serviceMicros, double serviceMaxResidentBytes, double maxRingDepth) {}
