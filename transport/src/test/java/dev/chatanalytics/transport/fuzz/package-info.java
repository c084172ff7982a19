/**
 * Random and hostile clients on real sockets, against a second reading of RFC 9112. {@code -Dfuzz.seed=N} repeats a
 * case, {@code -Dfuzz.seconds=N} goes on for longer.
 */
package dev.chatanalytics.transport.fuzz;
