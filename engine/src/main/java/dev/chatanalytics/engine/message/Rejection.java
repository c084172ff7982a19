package dev.chatanalytics.engine.message;

/**
 * Why a body is not a valid message, in words for the chatbot's developer.
 *
 * @param field the member that broke a rule, or null when the body as a whole did
 * @param detail what was given and what was expected
 */
public record Rejection(String field, String detail) {}
