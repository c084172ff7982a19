package dev.chatanalytics.persistence.database;

import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** The schema, kept in numbered scripts under {@code db/migration}. */
final class Schema {

    private Schema() {}

    /** Runs the scripts that this database has not seen. Instances that do so at once wait for each other. */
    static void migrate(DataSource server) throws SQLException {
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
