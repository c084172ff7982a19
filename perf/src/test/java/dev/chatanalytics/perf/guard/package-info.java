/**
 * The guard without timings: what one message costs in bytes allocated and in system calls, held against a budget.
 *
 * <p>Times depend on the machine and on what else runs there; these two hardly do, so they can be part of every build.
 */
package dev.chatanalytics.perf.guard;
