package dev.chatanalytics.perf.slo;

/**
 * Who runs where, as {@code taskset} takes it.
 *
 * @param service the one CPU of the service
 * @param others those of everything else, this process included
 */
record Cpus(String service, String others) {}
