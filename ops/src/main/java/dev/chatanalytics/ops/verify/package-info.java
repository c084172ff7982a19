/**
 * Proof of the promise: a 202 means one row.
 *
 * <pre>
 *   traffic ──► load ──HTTP──► the service ──► PostgreSQL
 *                │ each answer                    │ each row
 *                ▼                                ▼
 *              ledger ─────────────────────► oracle ──► verdict, page
 * </pre>
 *
 * {@code chaos} puts a private stack under it and breaks that, by a schedule that a seed repeats.
 */
package dev.chatanalytics.ops.verify;
