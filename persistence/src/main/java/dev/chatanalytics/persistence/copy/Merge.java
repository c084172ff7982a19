package dev.chatanalytics.persistence.copy;

import dev.chatanalytics.engine.message.AnalyzedMessage;
import dev.chatanalytics.engine.port.StoreException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** Stores what is new of one batch by one INSERT. Used by one thread, over one connection after another. */
final class Merge {

    /**
     * Only rows of the same key are duplicates: one that hurts another unique index, of the table's owner, is refused, and
     * not left out as if it were there. In the order of the key, so that two writers with the same rows wait for each other and do not deadlock; rows of
     * one key in the order of the batch, so that the first one wins. The collation is the table's, and the cheapest. The
     * answer of the NLP API comes as text and is made jsonb here, since an array of jsonb takes the server a quarter
     * more time for the whole batch.
     */
    private static final String TAKE_NEW = "INSERT INTO messages (" + BinaryRows.COLUMNS + ") SELECT "
            + BinaryRows.COLUMNS + "::jsonb FROM unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::timestamptz[],"
            + " ?::timestamptz[], ?::text[], ?::text[], ?::text[], ?::real[], ?::text[]) WITH ORDINALITY AS incoming ("
            + BinaryRows.COLUMNS + ", place)"
            + " ORDER BY bot_id COLLATE \"C\", sent_at, message_id COLLATE \"C\", place ON CONFLICT (bot_id, sent_at, message_id)"
            + " DO NOTHING";

    private final BinaryColumns columns = new BinaryColumns();

    /**
     * Stores those rows of the batch that are not there yet, or throws and has stored none. It is a transaction of its
     * own and leaves nothing in the session.
     *
     * @return how many were new
     */
    int into(Connection connection, List<AnalyzedMessage> batch) throws SQLException, StoreException {
        try (PreparedStatement statement = connection.prepareStatement(TAKE_NEW)) {
            columns.bind(statement, batch);
            return statement.executeUpdate();
        }
    }
}
