package dev.chatanalytics.perf.testbed;

/**
 * Who runs where, as {@code taskset} takes it.
 *
 * @param service the CPUs of the services, for the headline run one
 * @param others those of everything else, this process included
 */
public record Cpus(String service, String others) {}
