package dev.chatanalytics.persistence.deadletter;

import dev.chatanalytics.engine.message.AnalyzedMessage;
import dev.chatanalytics.engine.port.DeadLetters.Kind;
import java.time.Instant;

/**
 * One message that could not be stored. Immutable.
 *
 * @param keptAt when it was written to disk
 * @param reason one line for operators
 * @param attempts how often storing it was tried
 */
record DeadLetter(Kind kind, Instant keptAt, String reason, int attempts, AnalyzedMessage message) {}
