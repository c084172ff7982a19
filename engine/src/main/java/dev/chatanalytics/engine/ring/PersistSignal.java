package dev.chatanalytics.engine.ring;

/**
 * What the persist stage waits for: a slot whose analysis is over, or a writer whose batch is safe. Both come through
 * one queue, so that one thread sees everything in one order and sleeps in one place.
 */
sealed interface PersistSignal permits MessageSlot, BatchWriter {}
