package dev.chatanalytics.persistence.database;

import java.time.Instant;

/** One row of {@code messages}, as it stands in the table. Immutable; what may be null there may be null here. */
public record StoredMessage(
        String messageId,
        String botId,
        String userId,
        String text,
        Instant sentAt,
        Instant receivedAt,
        Instant storedAt,
        String nlpStatus,
        String language,
        String sentiment,
        Float sentimentScore,
        String nlp) {}
