package dev.chatanalytics.engine.message;

/** One row to be: a message and what is known of it. Immutable; neither part is null. */
public record AnalyzedMessage(Message message, NlpAnalysis analysis) {}
