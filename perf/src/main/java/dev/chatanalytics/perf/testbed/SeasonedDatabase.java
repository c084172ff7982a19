package dev.chatanalytics.perf.testbed;

import dev.chatanalytics.ops.demo.EmbeddedDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/**
 * A PostgreSQL as one that has been in use for a day. A fresh one stands still for about 100 ms whenever it makes
 * a new file of its write-ahead log, every three seconds at 10,000 messages/s, until it has enough to use again; and, with its
 * default of 128 MB, for longer when half a minute's rows have filled its buffers.
 */
public final class SeasonedDatabase {

    /** Of a write-ahead log: what 10,000 messages/s write in three minutes. */
    public static final int DEFAULT_GIGABYTES = 1;

    private static final int FILES_PER_GIGABYTE = 64;

    private SeasonedDatabase() {}

    /**
     * Starts it, and returns when it has its files.
     *
     * @param directory as for {@link EmbeddedDatabase#start(Path)}
     * @param gigabytes of write-ahead log that are there, so that the run makes no new files
     */
    public static EmbeddedDatabase start(Path directory, int gigabytes) throws IOException {
        Map<String, String> settings = Map.of(
                "shared_buffers",
                "1GB",
                "min_wal_size",
                gigabytes + "GB",
                "max_wal_size",
                4 * gigabytes + "GB",
                "checkpoint_timeout",
                "15min");
        EmbeddedDatabase database = EmbeddedDatabase.start(directory, settings);
        try (Connection connection = DriverManager.getConnection(database.url());
                Statement statement = connection.createStatement()) {
            for (int i = 0; i < gigabytes * FILES_PER_GIGABYTE; i++) {
                statement.execute("SELECT pg_logical_emit_message(false, 'seasoning', ''), pg_switch_wal()");
            }
            statement.execute("CHECKPOINT"); // which keeps the files for later use
        } catch (SQLException e) {
            database.close();
            throw new IOException("the database could not be seasoned: " + e.getMessage(), e);
        }
        return database;
    }
}
