package dev.chatanalytics.persistence.copy;

import dev.chatanalytics.engine.message.AnalyzedMessage;
import dev.chatanalytics.engine.port.MessageStore;
import dev.chatanalytics.engine.port.StoreException;
import dev.chatanalytics.persistence.database.Database;
import dev.chatanalytics.persistence.database.MadePartitions;
import dev.chatanalytics.persistence.database.Partitions;
import dev.chatanalytics.persistence.database.SqlStates;
import dev.chatanalytics.persistence.database.TimedConnection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores batches in PostgreSQL by COPY, each as one transaction. Thread-safe: each call takes a connection of its own.
 * The databases belong to whoever made them.
 *
 * <p>COPY is the fastest way in, but one row that is already there fails the whole batch. Such a batch goes the slower way,
 * {@link Merge}, and while duplicates keep coming the others do so at once: {@link DuplicatesExpected} decides that for all
 * writers of this store. A batch that is stored patiently is a second try of the same writers, so it goes by the same
 * decision. A replay of dead letters has a store of its own: after a crash it begins with nothing but duplicates, of which
 * live messages know nothing.
 */
public final class CopyMessageStore implements MessageStore {

    private static final Logger LOG = LoggerFactory.getLogger(CopyMessageStore.class);

    private final Database database;
    private final Database patient;
    private final AtomicBoolean insertOnly = new AtomicBoolean();
    private final DuplicatesExpected expected = new DuplicatesExpected();
    private final ThreadLocal<Copy> copies = ThreadLocal.withInitial(Copy::new);
    private final ThreadLocal<Merge> merges = ThreadLocal.withInitial(Merge::new);

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
            if (SqlStates.isReadOnly(e)) {
                connection.discardReadOnly();
            }
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
            makePartitions(connection, batch);
            return copyOrMerge(connection, batch);
        }
    }

    /** A week that is kept out of the table, as one that was detached, is a fault of its rows and not of the others. */
    private static void makePartitions(TimedConnection connection, List<AnalyzedMessage> batch)
            throws SQLException, StoreException {
        MadePartitions made = Partitions.makeFor(connection.sql(), batch, connection.patience());
        for (Map.Entry<String, String> table : made.impossible().entrySet()) {
            throw new StoreException(
                    StoreException.Kind.POISON, "no partition " + table.getKey() + ": " + table.getValue(), null);
        }
        for (SQLException e : made.failed().values()) {
            throw e;
        }
    }

    private int copyOrMerge(TimedConnection connection, List<AnalyzedMessage> batch)
            throws SQLException, StoreException {
        if (insertOnly.get() || connection.isForInsertOnly() || expected.now()) {
            return merge(connection, batch);
        }
        try {
            return connection.write(() -> copy(connection, batch));
        } catch (SQLException e) {
            if (SqlStates.wantsInsert(e)) {
                return convert(connection, batch, e);
            }
            if (!SqlStates.isDuplicate(e)) {
                throw e;
            }
            expected.found();
            return merge(connection, batch);
        }
    }

    /** A merge has the server convert what has another type in the table by now, and look at each row; COPY cannot. */
    private int convert(TimedConnection connection, List<AnalyzedMessage> batch, SQLException refusal)
            throws SQLException, StoreException {
        int duplicates = merge(connection, batch);
        if (insertOnly.compareAndSet(false, true)) {
            LOG.warn(
                    "The table takes no COPY of ours (another type of a column, or row-level security?), so rows are"
                            + " inserted, which costs more, until the next start: {}",
                    SqlStates.reason(refusal));
        }
        return duplicates;
    }

    /** @return how many had been there, which is none, or it throws */
    private int copy(TimedConnection connection, List<AnalyzedMessage> batch) throws SQLException, StoreException {
        copies.get().into("messages", connection.postgres(), batch);
        return 0;
    }

    private int merge(TimedConnection connection, List<AnalyzedMessage> batch) throws SQLException, StoreException {
        int duplicates = batch.size() - connection.write(() -> merges.get().into(connection.sql(), batch));
        if (duplicates > 0) {
            expected.found();
        } else {
            expected.none();
        }
        return duplicates;
    }
}
