package dev.chatanalytics.persistence.database;

import java.sql.Connection;
import java.sql.SQLException;

/** Ends transactions so that no error hides another; afterwards each statement is one again. */
final class Transactions {

    private Transactions() {}

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
