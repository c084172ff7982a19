package dev.chatanalytics.persistence.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** A way to find the newest rows. */
interface RowSource {

    /** The newest rows stored at or after {@code since}, at most {@code limit} of them, in any order. */
    List<StoredMessage> read(Connection connection, Instant since, int limit) throws SQLException;
}
