/**
 * What the commands that start everything themselves stand on: an embedded PostgreSQL, the NLP sandbox and one or more
 * services as child processes, each on the CPUs meant for it.
 *
 * <pre>
 *   StackOptions ─► Bench (Surroundings: Part by Part) ─► Loader ─► LoadResult ─► promise.Scorecard
 * </pre>
 */
package dev.chatanalytics.perf.testbed;
