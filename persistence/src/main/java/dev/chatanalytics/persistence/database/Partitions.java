package dev.chatanalytics.persistence.database;

import dev.chatanalytics.engine.message.AnalyzedMessage;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the weekly partitions of {@code messages}. Stateless and thread-safe; several instances may work on one database
 * at once.
 *
 * <p>A partition is made as a table of its own and then attached, which, unlike {@code CREATE TABLE … PARTITION OF},
 * waits for no writer and holds none up. Each week is made, or not, by itself. A table that has a partition's name and is
 * none (any more), as after {@code DETACH PARTITION}, belongs to whoever did that and is left alone.
 */
public final class Partitions {

    private static final Logger LOG = LoggerFactory.getLogger(Partitions.class);
    private static final int WEEKS_AHEAD = 2;

    private static final Duration PATIENCE = Duration.ofSeconds(9);

    /** Somebody's work on the table may take hours, and who waits in line for a lock holds up all that come later. */
    private static final Duration LOCK_PATIENCE = Duration.ofSeconds(2);

    private static final String TAKEN =
            "a table of that name is there, but not attached to messages (detached, or archived?)";

    /** Any number that nobody else takes a lock on. */
    private static final long LOCK = 0x6d65737361676573L;

    private Partitions() {}

    /**
     * Makes those that are missing for messages from {@code maxAge} ago to two weeks after this one, without waiting long
     * for anybody's lock.
     */
    public static MadePartitions makeAround(Connection connection, Instant now, Duration maxAge) throws SQLException {
        Set<Week> weeks = new TreeSet<>();
        Week last = Week.of(now);
        for (int i = 0; i < WEEKS_AHEAD; i++) {
            last = last.next();
        }
        for (Week week = Week.of(now.minus(maxAge)); week.compareTo(last) <= 0; week = week.next()) {
            weeks.add(week);
        }
        return make(connection, weeks, PATIENCE, LOCK_PATIENCE);
    }

    /** Makes those that are missing for these messages, with this time at most for each statement. */
    public static MadePartitions makeFor(Connection connection, List<AnalyzedMessage> messages, Duration patience)
            throws SQLException {
        Set<Week> weeks = new TreeSet<>();
        for (AnalyzedMessage message : messages) {
            Week week = Week.of(message.message().sentAtMicros());
            if (week.isNameable()) {
                weeks.add(week);
            }
        }
        return make(connection, weeks, patience, patience.compareTo(LOCK_PATIENCE) < 0 ? patience : LOCK_PATIENCE);
    }

    private static MadePartitions make(Connection connection, Collection<Week> weeks, Duration patience, Duration locks)
            throws SQLException {
        MadePartitions made = MadePartitions.none();
        PartitionTables tables = PartitionTables.of(connection, weeks);
        for (Week week : weeks) {
            if (tables.isTaken(week)) {
                made.impossible().put(week.table(), TAKEN);
            } else if (!tables.isAttached(week)) {
                made = makeOrSayWhyNot(connection, week, patience, locks, made);
            }
        }
        return made;
    }

    private static MadePartitions makeOrSayWhyNot(
            Connection connection, Week week, Duration patience, Duration locks, MadePartitions before)
            throws SQLException {
        if (!before.failed().isEmpty()) { // most likely a lock that this one would wait for as well
            before.failed()
                    .put(week.table(), before.failed().values().iterator().next());
            return before;
        }
        try {
            Transactions.begin(connection, patience, locks);
            boolean made = make(connection, week);
            Transactions.commit(connection);
            return made ? before.oneMore() : before;
        } catch (SQLException e) {
            Transactions.rollBack(connection, e);
            if (SqlStates.isConnectionLost(e)) {
                throw e;
            }
            if (SqlStates.mayPass(e)) {
                before.failed().put(week.table(), e);
            } else {
                before.impossible().put(week.table(), SqlStates.reason(e));
            }
            return before;
        }
    }

    private static boolean make(Connection connection, Week week) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_advisory_xact_lock(" + LOCK + ")");
            if (PartitionTables.of(connection, List.of(week)).isAttached(week)) {
                return false; // by another instance, meanwhile
            }
            LOG.info("Making partition {}", week.table());
            String table = schema(statement) + "." + week.table();
            // Attaching gives it the identity of a column, which a table on its own may not bring along.
            statement.execute("CREATE TABLE " + table + " (LIKE messages INCLUDING ALL EXCLUDING IDENTITY)");
            statement.execute("ALTER TABLE messages ATTACH PARTITION " + table + " FOR VALUES FROM (" + week.start()
                    + ") TO (" + week.next().start() + ")");
            return true;
        }
    }

    /** Where {@code messages} is, which need not be the first of the search path. */
    private static String schema(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery(
                "SELECT quote_ident(nspname) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
                        + " WHERE c.oid = 'messages'::regclass")) {
            row.next();
            return row.getString(1);
        }
    }
}
