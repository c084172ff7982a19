package dev.chatanalytics.persistence.database;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** What a database must be for messages to be stored there, whatever they hold. Stateless. */
final class ServerCheck {

    private static final String ENCODING = "UTF8";

    /** The catalogue of earlier ones does not tell a partition that is being detached. */
    private static final int OLDEST = 14;

    private static final int VERSIONS_A_MAJOR = 10_000;

    private static final String NOT_SUPPORTED = "0A000";

    private ServerCheck() {}

    /** @throws SQLException that does not pass by waiting, and says what was found and what is expected */
    static void require(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery(
                "SELECT current_setting('server_version_num')::int, current_setting('server_encoding')")) {
            row.next();
            require(row.getInt(1), row.getString(2));
        }
    }

    static void require(int version, String encoding) throws SQLException {
        if (version < OLDEST * VERSIONS_A_MAJOR) {
            throw new SQLException(
                    "PostgreSQL " + version / VERSIONS_A_MAJOR + " (expected: " + OLDEST + " or later)", NOT_SUPPORTED);
        }
        if (!encoding.equals(ENCODING)) {
            throw new SQLException(
                    "its encoding is " + encoding + " (expected: " + ENCODING
                            + ", as CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0 makes it)",
                    NOT_SUPPORTED);
        }
    }
}
