package dev.chatanalytics.persistence.database;

import java.sql.Connection;
import java.sql.SQLException;

/** Ends transactions so that no error hides another. */
public final class Transactions {

    private Transactions() {}

    /** Takes back what the transaction did; a failure to do so is added to the error that is the reason. */
    public static void rollBack(Connection connection, Exception reason) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            reason.addSuppressed(e);
        }
    }

    /** Back to one transaction a statement, unless the connection is gone, which its user has learnt already. */
    public static void end(Connection connection) throws SQLException {
        if (!connection.isClosed()) {
            connection.setAutoCommit(true);
        }
    }
}
