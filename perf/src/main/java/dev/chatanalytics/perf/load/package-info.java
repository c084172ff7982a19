/**
 * The load generator: sends messages at a constant rate over many connections, and tells what became of each one.
 *
 * <pre>
 *   Schedule ─► Sender ─► Connection ──HTTP──► service ─► PostgreSQL
 *                 │ latencies, outcomes          │ /metrics      │ rows
 *              Sampler ◄─────────────────────────┘               │
 *                 └──► LoadResult ◄── TableAudit ◄───────────────┘
 *                          └──► report.html, report.json, latencies.hlog
 * </pre>
 */
package dev.chatanalytics.perf.load;
