/** Bringing batches to safety: attempts, poison rows, dead letters. Knows nothing of SQL. */
package dev.chatanalytics.engine.store;
