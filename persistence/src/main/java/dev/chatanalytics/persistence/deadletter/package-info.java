/**
 * Messages that could not be stored: kept in files, and replayed from there while there is heap to spare.
 *
 * <pre>
 *  keep ──► FileDeadLetters ──► waiting/000000000001.jsonl ──► DeadLetterReplayer ──► MessageStore
 *                          └──► poison/000000000002.jsonl  ◄──── refused again ────┘
 * </pre>
 */
package dev.chatanalytics.persistence.deadletter;
