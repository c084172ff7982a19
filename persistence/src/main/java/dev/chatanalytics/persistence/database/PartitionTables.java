package dev.chatanalytics.persistence.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What the server's catalogue says of the tables that bear the names of some weeks' partitions. Immutable. */
final class PartitionTables {

    /** A partition that is being detached takes no rows any more. */
    private static final String QUERY = "SELECT c.relname, bool_or(coalesce(NOT i.inhdetachpending, false))"
            + " FROM pg_class c LEFT JOIN pg_inherits i ON i.inhrelid = c.oid AND i.inhparent = 'messages'::regclass"
            + " WHERE c.relname IN (%s) AND (i.inhparent IS NOT NULL"
            + " OR c.relnamespace = (SELECT relnamespace FROM pg_class WHERE oid = 'messages'::regclass)) GROUP BY 1";

    private final Map<String, Boolean> attachedByName;

    private PartitionTables(Map<String, Boolean> attachedByName) {
        this.attachedByName = attachedByName;
    }

    static PartitionTables of(Connection connection, Collection<Week> weeks) throws SQLException {
        Map<String, Boolean> attached = new HashMap<>();
        if (!weeks.isEmpty()) {
            String names = weeks.stream().map(week -> "'" + week.table() + "'").collect(Collectors.joining(","));
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(String.format(Locale.ROOT, QUERY, names))) {
                while (row.next()) {
                    attached.put(row.getString(1), row.getBoolean(2));
                }
            }
        }
        return new PartitionTables(attached);
    }

    /** Whether rows of that week go there. */
    boolean isAttached(Week week) {
        return attachedByName.getOrDefault(week.table(), false);
    }

    /** Whether the name is given to something that takes no rows of {@code messages}. */
    boolean isTaken(Week week) {
        return !attachedByName.getOrDefault(week.table(), true);
    }
}
