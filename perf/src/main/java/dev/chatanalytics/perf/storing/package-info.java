/**
 * Storing alone: rows through the service's {@code CopyMessageStore}, beside the same rows by {@code psql}'s
 * {@code \copy} into the same table.
 */
package dev.chatanalytics.perf.storing;
