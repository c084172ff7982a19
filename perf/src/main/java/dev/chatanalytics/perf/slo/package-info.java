/**
 * The headline run: the whole system on two CPUs, loaded at one rate, and what it promises against what was measured.
 *
 * <pre>
 *   CPU 0   the service
 *   CPU 1   load generator, PostgreSQL, NLP sandbox
 * </pre>
 */
package dev.chatanalytics.perf.slo;
