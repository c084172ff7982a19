package dev.chatanalytics.persistence.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** Ends transactions so that no error hides another; afterwards each statement is one again. */
final class Transactions {

    private Transactions() {}

    /**
     * Begins one whose statements take, and wait for locks, so long at most. The limits end with it: what is set for a
     * session would become another's behind a pooler of transactions.
     */
    static void begin(Connection connection, Duration statement, Duration locks) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement limits = connection.createStatement()) {
            limits.execute("SELECT set_config('statement_timeout', '" + statement.toMillis()
                    + "', true), set_config('lock_timeout', '" + locks.toMillis() + "', true)"
                    + WriterSettings.transactionTimeout(connection, true));
        }
    }

    /** Makes what the transaction did last. */
    static void commit(Connection connection) throws SQLException {
        connection.commit();
        connection.setAutoCommit(true);
    }

    /** Takes back what the transaction did; a failure to do so is added to the error that is the reason. */
    static void rollBack(Connection connection, Exception reason) {
        try {
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            reason.addSuppressed(e);
        }
    }
}
