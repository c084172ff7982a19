/**
 * The database as such: connections, schema, partitions, the meaning of its errors, and reading rows back. How rows get
 * in is {@link dev.chatanalytics.persistence.copy}.
 */
package dev.chatanalytics.persistence.database;
