package dev.chatanalytics.persistence.database;

import dev.chatanalytics.engine.message.AnalyzedMessage;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashSet;
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
 * waits for no writer and holds none up.
 */
public final class Partitions {

    private static final Logger LOG = LoggerFactory.getLogger(Partitions.class);
    private static final int WEEKS_AHEAD = 2;

    /** Any number that nobody else takes a lock on. */
    private static final long LOCK = 0x6d65737361676573L;

    private Partitions() {}

    /**
     * Makes those that are missing for messages from {@code maxAge} ago to two weeks after this one.
     *
     * @return how many it made
     */
    public static int makeAround(Connection connection, Instant now, Duration maxAge) throws SQLException {
        Set<Week> weeks = new TreeSet<>();
        Week last = Week.of(micros(now));
        for (int i = 0; i < WEEKS_AHEAD; i++) {
            last = last.next();
        }
        for (Week week = Week.of(micros(now.minus(maxAge))); week.compareTo(last) <= 0; week = week.next()) {
            weeks.add(week);
        }
        return make(connection, weeks);
    }

    /**
     * Makes those that are missing for these messages.
     *
     * @return how many it made
     */
    public static int makeFor(Connection connection, List<AnalyzedMessage> messages) throws SQLException {
        Set<Week> weeks = new TreeSet<>();
        for (AnalyzedMessage message : messages) {
            Week week = Week.of(message.message().sentAtMicros());
            if (week.isNameable()) {
                weeks.add(week);
            }
        }
        return make(connection, weeks);
    }

    private static int make(Connection connection, Collection<Week> weeks) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_advisory_xact_lock(" + LOCK + ")");
            Set<Week> missing = new TreeSet<>(weeks);
            Set<String> present = attached(statement);
            missing.removeIf(week -> present.contains(week.table()));
            for (Week week : missing) {
                make(statement, week);
            }
            Transactions.commit(connection);
            return missing.size();
        } catch (SQLException e) {
            Transactions.rollBack(connection, e);
            throw e;
        }
    }

    private static Set<String> attached(Statement statement) throws SQLException {
        Set<String> names = new HashSet<>();
        try (ResultSet rows = statement.executeQuery("SELECT c.relname FROM pg_inherits i"
                + " JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = 'messages'::regclass")) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }

    private static void make(Statement statement, Week week) throws SQLException {
        LOG.info("Making partition {}", week.table());
        statement.execute("CREATE TABLE " + week.table() + " (LIKE messages INCLUDING ALL)");
        statement.execute("ALTER TABLE messages ATTACH PARTITION " + week.table() + " FOR VALUES FROM (" + week.start()
                + ") TO (" + week.next().start() + ")");
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }
}
