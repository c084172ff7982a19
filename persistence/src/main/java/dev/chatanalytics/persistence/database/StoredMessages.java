package dev.chatanalytics.persistence.database;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/** Rows of {@code messages} as records. Stateless. */
final class StoredMessages {

    /** What a query for {@link #read} selects. */
    static final String COLUMNS = "message_id, bot_id, user_id, text, sent_at, received_at, stored_at, nlp_status,"
            + " language, sentiment, sentiment_score, nlp::text AS nlp";

    private StoredMessages() {}

    static List<StoredMessage> read(PreparedStatement query) throws SQLException {
        List<StoredMessage> messages = new ArrayList<>();
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                messages.add(read(row));
            }
        }
        return messages;
    }

    private static StoredMessage read(ResultSet row) throws SQLException {
        float score = row.getFloat("sentiment_score");
        Float scoreOrNull = row.wasNull() ? null : Float.valueOf(score);
        return new StoredMessage(
                row.getString("message_id"),
                row.getString("bot_id"),
                row.getString("user_id"),
                row.getString("text"),
                instant(row, "sent_at"),
                instant(row, "received_at"),
                instant(row, "stored_at"),
                row.getString("nlp_status"),
                row.getString("language"),
                row.getString("sentiment"),
                scoreOrNull,
                row.getString("nlp"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
