/**
 * Random input against rules that are written a second time, independently. {@code -Dfuzz.seed=N} repeats a case,
 * {@code -Dfuzz.seconds=N} goes on for longer.
 */
package dev.chatanalytics.engine.fuzz;
