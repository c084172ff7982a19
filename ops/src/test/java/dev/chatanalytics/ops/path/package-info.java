/**
 * The whole way of a message on real parts: the server, a PostgreSQL and an NLP API with faults on demand. After each
 * test the laws hold: see {@link dev.chatanalytics.ops.path.Laws}.
 */
package dev.chatanalytics.ops.path;
