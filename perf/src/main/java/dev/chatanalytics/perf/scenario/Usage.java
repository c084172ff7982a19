package dev.chatanalytics.perf.scenario;

/**
 * CPUs used on average over a time, 1 being one of them.
 *
 * @param idle part, 0 to 1, of the CPUs of everything but the service
 */
record Usage(double service, double generator, double nlp, double database, double idle) {}
