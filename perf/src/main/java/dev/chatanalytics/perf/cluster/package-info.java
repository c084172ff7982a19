/**
 * The cluster run: several services on one table, many keep-alive connections, one total rate.
 *
 * <pre>
 *   generator 1 ─┐            ┌─► service 1 ─┐
 *   generator 2 ─┤  (nginx)   ├─► service 2 ─┼─► one table
 *       …       ─┘            └─►     …     ─┘
 *        └── report.json, latencies.hlog ──► merged ──► promise against measured
 * </pre>
 *
 * Generators are processes of their own, since one process may not open that many sockets.
 */
package dev.chatanalytics.perf.cluster;
