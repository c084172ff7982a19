package dev.chatanalytics.persistence.copy;

import dev.chatanalytics.engine.message.AnalyzedMessage;
import dev.chatanalytics.engine.port.MessageStore;
import dev.chatanalytics.engine.port.StoreException;
import dev.chatanalytics.persistence.database.Database;
import dev.chatanalytics.persistence.database.TimedConnection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Goes the way of {@link CopyMessageStore} and keeps nothing: a COPY into a temporary table that is emptied with each
 * transaction and ends with its connection. Thread-safe. The database belongs to whoever made it, and is to be closed
 * after the rehearsal; no connection of it is to be used for anything else.
 */
public final class RehearsalStore implements MessageStore {

    private static final String TABLE = "pg_temp.rehearsal";

    /** Of its own columns, since the real table may not be there yet. */
    private static final String MAKE = "CREATE TEMPORARY TABLE IF NOT EXISTS rehearsal (message_id text, bot_id text,"
            + " user_id text, text text, sent_at timestamptz, received_at timestamptz, nlp_status text, language text,"
            + " sentiment text, sentiment_score real, nlp jsonb) ON COMMIT DELETE ROWS";

    private final Database database;
    private final ThreadLocal<Copy> copies = ThreadLocal.withInitial(Copy::new);
    private volatile boolean absent;

    public RehearsalStore(Database database) {
        this.database = database;
    }

    /** Never throws, and stores nothing more after the first fault: what a database says then is for others to tell. */
    @Override
    public int store(List<AnalyzedMessage> batch) {
        if (!absent) {
            try {
                copy(batch);
            } catch (SQLException | StoreException e) {
                absent = true;
            }
        }
        return 0;
    }

    private void copy(List<AnalyzedMessage> batch) throws SQLException, StoreException {
        try (TimedConnection connection = database.forWriting()) {
            if (connection.isBehindPooler()) {
                absent = true; // the table would stay in a session that others use next
                return;
            }
            try (Statement statement = connection.sql().createStatement()) {
                statement.execute(MAKE);
                copies.get().into(TABLE, connection.postgres(), batch);
            } catch (SQLException | StoreException e) {
                connection.discard();
                throw e;
            }
        }
    }
}
