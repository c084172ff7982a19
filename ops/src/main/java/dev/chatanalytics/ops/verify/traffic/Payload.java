package dev.chatanalytics.ops.verify.traffic;

/**
 * What a message says, and so what its row must say. Immutable.
 *
 * @param userId may be null
 * @param sentAtMicros since 1970-01-01T00:00:00Z
 */
public record Payload(String messageId, String botId, String userId, String text, long sentAtMicros) {}
