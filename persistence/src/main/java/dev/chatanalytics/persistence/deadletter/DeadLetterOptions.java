package dev.chatanalytics.persistence.deadletter;

import java.nio.file.Path;

/**
 * Where dead letters are kept. Values are taken as valid.
 *
 * @param dir made when it is missing; one process at a time writes there
 * @param maxBytes of all files together; more is refused, never dropped
 */
public record DeadLetterOptions(Path dir, long maxBytes) {}
