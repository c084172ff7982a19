package dev.chatanalytics.persistence.copy;

import dev.chatanalytics.engine.message.AnalyzedMessage;
import dev.chatanalytics.engine.port.MessageStore;
import dev.chatanalytics.engine.port.StoreException;
import dev.chatanalytics.persistence.database.Database;
import dev.chatanalytics.persistence.database.Partitions;
import dev.chatanalytics.persistence.database.SqlStates;
import dev.chatanalytics.persistence.database.TimedConnection;
import dev.chatanalytics.persistence.database.Transactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Stores batches in PostgreSQL by COPY, each as one transaction. Thread-safe: each call takes a connection of its own.
 * The databases belong to whoever made them.
 *
 * <p>COPY is the fastest way in, but one row that is already there fails the whole batch. Only then does the batch go the
 * slower way: COPY into a temporary table, and from there what is new.
 */
public final class CopyMessageStore implements MessageStore {

    private static final String INCOMING = "pg_temp.incoming";
    private static final String MAKE_INCOMING =
            "CREATE TEMPORARY TABLE IF NOT EXISTS incoming (LIKE messages INCLUDING DEFAULTS) ON COMMIT DELETE ROWS";

    /**
     * In the order of the key, so that two writers with the same rows wait for each other and do not deadlock; rows of
     * one key in the order of the batch, so that the first one wins.
     */
    private static final String TAKE_NEW = "INSERT INTO messages (" + BinaryRows.COLUMNS + ") SELECT "
            + BinaryRows.COLUMNS + " FROM " + INCOMING + " ORDER BY bot_id, sent_at, message_id, ctid"
            + " ON CONFLICT DO NOTHING";

    private final Database database;
    private final Database patient;
    private final ThreadLocal<Copy> copies = ThreadLocal.withInitial(Copy::new);

    /** @param patient the same database with more time for a write */
    public CopyMessageStore(Database database, Database patient) {
        this.database = database;
        this.patient = patient;
    }

    /** Of one that is as patient as it can be. */
    public CopyMessageStore(Database database) {
        this(database, database);
    }

    @Override
    public int store(List<AnalyzedMessage> batch) throws StoreException {
        return store(database, batch);
    }

    @Override
    public int storePatiently(List<AnalyzedMessage> batch) throws StoreException {
        return store(patient, batch);
    }

    private int store(Database database, List<AnalyzedMessage> batch) throws StoreException {
        try (TimedConnection connection = database.forWriting()) {
            return storeOrDiscard(connection, batch);
        } catch (SQLException e) {
            throw SqlStates.storeException(e); // no connection
        }
    }

    /** The connection is used again only when it is known to be as it was. */
    private int storeOrDiscard(TimedConnection connection, List<AnalyzedMessage> batch) throws StoreException {
        boolean clean = false;
        try {
            int duplicates = store(connection, batch);
            clean = true;
            return duplicates;
        } catch (SQLException e) {
            clean = !SqlStates.isConnectionLost(e) && isTakenBack(e);
            throw failure(connection, e);
        } catch (StoreException e) {
            clean = isTakenBack(e);
            throw e;
        } finally {
            if (!clean) {
                connection.discard();
            }
        }
    }

    /** Whether ending what had begun went well, or else its own error was added to the first. */
    private static boolean isTakenBack(Exception e) {
        return e.getSuppressed().length == 0;
    }

    private static StoreException failure(TimedConnection connection, SQLException e) {
        return connection.expired()
                ? new StoreException(StoreException.Kind.UNAVAILABLE, "the database did not answer in time", e)
                : SqlStates.storeException(e);
    }

    private int store(TimedConnection connection, List<AnalyzedMessage> batch) throws SQLException, StoreException {
        try {
            return copyOrMerge(connection, batch);
        } catch (SQLException e) {
            if (!SqlStates.isPartitionMissing(e)) {
                throw e;
            }
            Partitions.makeFor(connection.sql(), batch);
            return copyOrMerge(connection, batch);
        }
    }

    private int copyOrMerge(TimedConnection connection, List<AnalyzedMessage> batch)
            throws SQLException, StoreException {
        try {
            copies.get().into("messages", connection.postgres(), batch);
            return 0;
        } catch (SQLException e) {
            if (!SqlStates.isDuplicate(e)) {
                throw e;
            }
            return batch.size() - merge(connection, batch);
        }
    }

    private int merge(TimedConnection timed, List<AnalyzedMessage> batch) throws SQLException, StoreException {
        Connection connection = timed.sql();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute(MAKE_INCOMING);
            copies.get().into(INCOMING, timed.postgres(), batch);
            int taken = statement.executeUpdate(TAKE_NEW);
            Transactions.commit(connection);
            return taken;
        } catch (SQLException | StoreException e) {
            Transactions.rollBack(connection, e);
            throw e;
        }
    }
}
