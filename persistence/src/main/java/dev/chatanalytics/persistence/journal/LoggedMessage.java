package dev.chatanalytics.persistence.journal;

import dev.chatanalytics.engine.message.Message;

/**
 * A message as the journal has it. Immutable.
 *
 * @param sequence its place in the run that took it
 * @param released up to where the messages of that run were safe elsewhere when this one was written
 */
record LoggedMessage(long sequence, long released, Message message) {}
