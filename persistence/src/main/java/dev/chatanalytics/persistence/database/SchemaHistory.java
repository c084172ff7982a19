package dev.chatanalytics.persistence.database;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which scripts a database has seen, in the current schema. It is the table of Flyway, with which earlier versions
 * brought the schema up to date: they know what this one did, and the other way round. Used by one thread, within one
 * transaction.
 */
final class SchemaHistory {

    /** A query of the catalogue; {@code to_regclass} may go by what the session knew before it waited for the lock. */
    private static final String IS_THERE = "SELECT EXISTS (SELECT 1 FROM pg_tables"
            + " WHERE schemaname = current_schema() AND tablename = 'flyway_schema_history')";

    private static final String MAKE = "CREATE TABLE flyway_schema_history ("
            + "installed_rank integer NOT NULL CONSTRAINT flyway_schema_history_pk PRIMARY KEY, version varchar(50),"
            + " description varchar(200) NOT NULL, type varchar(20) NOT NULL, script varchar(1000) NOT NULL,"
            + " checksum integer, installed_by varchar(100) NOT NULL, installed_on timestamp NOT NULL DEFAULT now(),"
            + " execution_time integer NOT NULL, success boolean NOT NULL);"
            + "CREATE INDEX flyway_schema_history_s_idx ON flyway_schema_history (success)";

    private final Statement statement;
    private boolean isThere;
    private final Set<String> seen = new HashSet<>();

    private SchemaHistory(Statement statement) throws SQLException {
        this.statement = statement;
        try (ResultSet row = statement.executeQuery(IS_THERE)) {
            row.next();
            isThere = row.getBoolean(1);
        }
        if (isThere) {
            read();
        }
    }

    /** @param statement over which to read and write */
    static SchemaHistory of(Statement statement) throws SQLException {
        return new SchemaHistory(statement);
    }

    private void read() throws SQLException {
        try (ResultSet row = statement.executeQuery("SELECT version FROM flyway_schema_history WHERE success")) {
            while (row.next()) {
                seen.add(row.getString(1));
            }
        }
    }

    /** Those of these scripts that the database has not seen, in their order. */
    List<Script> missing(List<Script> scripts) {
        return scripts.stream()
                .filter(script -> !seen.contains(script.version()))
                .toList();
    }

    /** Notes that a script was run. */
    void add(Script script, Duration took) throws SQLException {
        if (!isThere) {
            statement.execute(MAKE);
            isThere = true;
        }
        // Nothing here comes from outside, so nothing needs to be quoted.
        statement.execute(
                "INSERT INTO flyway_schema_history (installed_rank, version, description, type, script, checksum,"
                        + " installed_by, execution_time, success) SELECT coalesce(max(installed_rank), 0) + 1, '"
                        + script.version() + "', '" + script.description() + "', 'SQL', '" + script.file() + "', "
                        + script.checksum() + ", current_user, " + took.toMillis()
                        + ", true FROM flyway_schema_history");
        seen.add(script.version());
    }
}
