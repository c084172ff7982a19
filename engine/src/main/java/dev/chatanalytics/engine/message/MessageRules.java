package dev.chatanalytics.engine.message;

import java.time.Duration;

/**
 * The rules that operators set. The others are constants of the parser.
 *
 * @param maxAge how far back a message's {@code timestamp} may lie
 * @param maxAhead how far ahead of our clock it may lie
 */
public record MessageRules(Duration maxAge, Duration maxAhead) {}
