package dev.chatanalytics.persistence.deadletter;

import dev.chatanalytics.engine.port.DeadLetters.Kind;
import java.time.Instant;

/**
 * What operators see of one dead-letter file. Immutable.
 *
 * @param name by which it is asked for, such as {@code poison/000000000002.jsonl}
 * @param rows lines in it
 * @param oldest when its first letter was kept, or null when it has none that can be read
 * @param reason of its first letter, or null likewise
 */
public record DeadLetterFile(String name, Kind kind, long rows, long bytes, Instant oldest, String reason) {}
