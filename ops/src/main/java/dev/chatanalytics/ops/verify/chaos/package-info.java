/**
 * Chaos: a private stack, and a schedule of faults drawn from a seed that break it while the load runs.
 *
 * <pre>
 *   load ──► service (child process) ──► (PgBouncer) ──► fault proxy ──► PostgreSQL (embedded)
 *                 │         │
 *                 ▼         └─ journal, dead letters: each on a small disk, where that can be had
 *            NLP sandbox
 * </pre>
 *
 * Faults always end; what is judged is whether the promise held all the same.
 */
package dev.chatanalytics.ops.verify.chaos;
