package dev.chatanalytics.persistence.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/**
 * One bot's rows, by the index: the newest by {@code sent_at}. Stateless.
 *
 * @param botId whose rows
 */
record BotSource(String botId) implements RowSource {

    private static final String QUERY = "SELECT " + StoredMessages.COLUMNS
            + " FROM messages WHERE bot_id = ? AND stored_at >= ? ORDER BY sent_at DESC LIMIT ?";

    @Override
    public List<StoredMessage> read(Connection connection, Instant since, int limit) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(QUERY)) {
            query.setString(1, botId);
            query.setObject(2, since.atOffset(ZoneOffset.UTC));
            query.setInt(3, limit);
            return StoredMessages.read(query);
        }
    }
}
