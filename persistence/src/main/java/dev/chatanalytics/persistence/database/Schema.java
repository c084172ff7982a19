package dev.chatanalytics.persistence.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** The schema, kept in numbered scripts under {@code db/migration}. */
final class Schema {

    /** The last script's number. */
    static final String VERSION = "1";

    private Schema() {}

    /** Any number that nobody else takes a lock on. */
    private static final long LOCK = 0x736368656d61L;

    /**
     * Runs the scripts that this database has not seen. Instances that do so at once wait for each other: Flyway's own
     * lock does not yet cover the making of its table.
     */
    static void migrate(DataSource server) throws SQLException {
        try (Connection connection = server.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_advisory_lock(" + LOCK + ")"); // until the connection is closed
            run(server);
        }
    }

    private static void run(DataSource server) throws SQLException {
        try {
            Flyway.configure()
                    .dataSource(server)
                    .locations("classpath:db/migration")
                    // A database that others use too is no reason to refuse.
                    .baselineOnMigrate(true)
                    .baselineVersion("0")
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw new SQLException("the schema could not be brought up to date: " + e.getMessage(), state(e), e);
        }
    }

    private static String state(Throwable fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException e && e.getSQLState() != null) {
                return e.getSQLState();
            }
        }
        return null;
    }
}
