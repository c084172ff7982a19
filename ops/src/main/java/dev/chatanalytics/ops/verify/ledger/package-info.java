/** What was sent, what it was answered, and what follows from that for each row. Knows neither sockets nor the table. */
package dev.chatanalytics.ops.verify.ledger;
