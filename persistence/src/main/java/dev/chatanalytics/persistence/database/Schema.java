package dev.chatanalytics.persistence.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;

/**
 * The schema, kept in numbered scripts under {@code db/migration}.
 *
 * <p>All of it is one transaction, of which nothing is left in the session, so that it goes through a pooler of
 * transactions, and a process that ends in the middle leaves nothing half done. A database that is up to date is only
 * read.
 */
final class Schema {

    private static final List<Script> SCRIPTS = List.of(new Script("1", "messages"));

    /** The last script's number. */
    static final String VERSION = SCRIPTS.get(SCRIPTS.size() - 1).version();

    /** Any number that nobody else takes a lock on. */
    private static final long LOCK = 0x736368656d61L;

    /** A script may have to work through a large table. */
    private static final Duration NO_LIMIT = Duration.ZERO;

    /** Whoever waits in line for a lock holds up all that come later; trying again does not. */
    private static final Duration LOCK_PATIENCE = Duration.ofSeconds(2);

    private Schema() {}

    /**
     * Runs the scripts that this database has not seen. Of instances that do so at once, one does it.
     *
     * @throws SQLException also when {@link ServerCheck} finds that it is none for us
     */
    static void migrate(DataSource server) throws SQLException {
        try (Connection connection = server.getConnection()) {
            try {
                Transactions.begin(connection, NO_LIMIT, LOCK_PATIENCE);
                migrate(connection);
                Transactions.commit(connection);
            } catch (SQLException | RuntimeException e) {
                Transactions.rollBack(connection, e);
                throw e;
            }
        }
    }

    private static void migrate(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            ServerCheck.require(statement);
            if (SchemaHistory.of(statement).missing(SCRIPTS).isEmpty()) {
                return;
            }
            statement.execute("SELECT pg_advisory_xact_lock(" + LOCK + ")");
            SchemaHistory history = SchemaHistory.of(statement); // which another instance may have written meanwhile
            for (Script script : history.missing(SCRIPTS)) {
                long began = System.nanoTime();
                statement.execute(script.sql());
                history.add(script, Duration.ofNanos(System.nanoTime() - began));
            }
        }
    }
}
