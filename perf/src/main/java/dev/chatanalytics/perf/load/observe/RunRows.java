package dev.chatanalytics.perf.load.observe;

import dev.chatanalytics.perf.load.client.MessageIds;
import dev.chatanalytics.perf.load.client.Run;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;

/** Reads the rows of one run from the table, in no order. */
final class RunRows {

    private static final String ROWS = """
            SELECT message_id, (extract(epoch FROM received_at - ?::timestamptz) * 1000000)::bigint,
                (extract(epoch FROM stored_at - received_at) * 1000000)::bigint, nlp_status
            FROM messages WHERE sent_at BETWEEN ? AND ? AND message_id LIKE ?""";
    private static final int FETCH = 10_000;

    /** Two minutes are for a clock that is adjusted meanwhile. */
    private static final long ASIDE_SECONDS = 120;

    private RunRows() {}

    /** What is done with a row. */
    interface Reader {

        /**
         * A row.
         *
         * @param message its number in the run
         * @param received microseconds from the run's start to {@code received_at}
         * @param took microseconds from {@code received_at} to {@code stored_at}
         * @param status {@code nlp_status}
         */
        void row(int message, long received, long took, String status);
    }

    /** @param url such as {@code jdbc:postgresql://127.0.0.1/chat?user=…&password=…} */
    static void read(Run run, String url, Reader reader) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url)) {
            connection.setAutoCommit(false); // else the driver would fetch all rows at once
            connection.setReadOnly(true);
            try (PreparedStatement select = connection.prepareStatement(ROWS)) {
                select.setFetchSize(FETCH);
                read(run, select, reader);
            }
        }
    }

    private static void read(Run run, PreparedStatement select, Reader reader) throws SQLException {
        long seconds = run.schedule().endNanos() / 1_000_000_000;
        select.setTimestamp(1, Timestamp.from(run.start()));
        // The time range picks the partitions.
        select.setTimestamp(2, Timestamp.from(run.start().minusSeconds(ASIDE_SECONDS)));
        select.setTimestamp(3, Timestamp.from(run.start().plusSeconds(ASIDE_SECONDS + seconds)));
        select.setString(4, run.runId() + "-%");
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                reader.row(MessageIds.number(row.getString(1)), row.getLong(2), row.getLong(3), row.getString(4));
            }
        }
    }
}
