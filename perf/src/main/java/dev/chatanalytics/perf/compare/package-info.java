/**
 * Two ways of doing the same, one after the other in rounds (A B A B …), so that what drifts on a machine meets both.
 *
 * <pre>
 *   Rounds ──► Contender, Contender, Contender, … ──► Turn each ──► Comparison ──► ComparisonReport
 * </pre>
 */
package dev.chatanalytics.perf.compare;
