/**
 * The oracle: a ledger of what was answered, and the table held against it. Every 202 is an obligation; a row that nobody
 * sent, or that was refused, is a breach just as a missing one is.
 */
package dev.chatanalytics.ops.verify.oracle;
