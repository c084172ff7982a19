/**
 * The ring, its slots and its four stages, in the order in which a message passes them.
 *
 * <pre>
 *  MessageRing.offer ─► slots ─► Validate ─► Acknowledge ─► Dispatch ─ ─ (completions) ─ ─► Persist ─► BatchWriters
 *                                └─────── IntakeProcessor, turn by turn ─────┘                  │
 *                                         SlotEnds: what has ended gives back its place ◄───────┘
 * </pre>
 */
package dev.chatanalytics.engine.ring;
