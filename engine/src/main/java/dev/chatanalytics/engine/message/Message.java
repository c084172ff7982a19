package dev.chatanalytics.engine.message;

/**
 * A valid message, as its chatbot sent it. Immutable; safe to hand between threads.
 *
 * <p>{@code botId}, {@code sentAtMicros} and {@code messageId} together are its identity: a second message with the
 * same three is a retry of the first.
 *
 * @param messageId 1 to 128 characters; made by the server when the chatbot gave none
 * @param botId 1 to 128 characters
 * @param userId up to 128 characters, or null when the chatbot gave none
 * @param text 1 to 8,192 characters, not blank
 * @param sentAtMicros when it was sent, in microseconds since 1970-01-01T00:00:00Z
 * @param receivedAtMicros when the server had all of it, in the same unit
 */
public record Message(
        String messageId, String botId, String userId, String text, long sentAtMicros, long receivedAtMicros) {}
