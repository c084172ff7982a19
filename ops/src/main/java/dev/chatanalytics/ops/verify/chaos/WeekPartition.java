package dev.chatanalytics.ops.verify.chaos;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.concurrent.TimeUnit;

/** The partition of one week of {@code messages}, which can be taken out of the table and put back. For one thread. */
final class WeekPartition {

    private static final String BOUNDS = "SELECT pg_get_expr(relpartbound, oid) FROM pg_class WHERE relname = ?";

    /** Whoever waits in line for a lock holds up all that come later, so nobody waits long, but often. */
    private static final String LOCK_PATIENCE = "SET lock_timeout = '100ms'";

    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Connection connection;
    private final String table;
    private final String bounds;

    private WeekPartition(Connection connection, String table, String bounds) {
        this.connection = connection;
        this.table = table;
        this.bounds = bounds;
    }

    /** The name of the partition for messages of this day, such as {@code messages_2026_11_23}. */
    static String name(LocalDate day) {
        LocalDate monday = day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        return "messages_" + monday.toString().replace('-', '_');
    }

    /** @param connection by which it is taken out and put back, its time zone unchanged in between */
    static WeekPartition of(Connection connection, LocalDate day) throws SQLException {
        String table = name(day);
        try (PreparedStatement select = connection.prepareStatement(BOUNDS)) {
            select.setString(1, table);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next() || row.getString(1) == null) {
                    throw new SQLException("there is no partition " + table);
                }
                return new WeekPartition(connection, table, row.getString(1));
            }
        }
    }

    void detach() throws SQLException, InterruptedException {
        alter("DETACH PARTITION " + table);
    }

    void attach() throws SQLException, InterruptedException {
        alter("ATTACH PARTITION " + table + " " + bounds);
    }

    private void alter(String how) throws SQLException, InterruptedException {
        long began = System.nanoTime();
        try (Statement statement = connection.createStatement()) {
            statement.execute(LOCK_PATIENCE);
            while (!isAltered(statement, how, System.nanoTime() - began > LIMIT.toNanos())) {
                TimeUnit.MILLISECONDS.sleep(Pause.STEP.toMillis());
            }
        }
    }

    private static boolean isAltered(Statement statement, String how, boolean last) throws SQLException {
        try {
            statement.execute("ALTER TABLE messages " + how);
            return true;
        } catch (SQLException e) {
            if (last || !LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
                throw e;
            }
            return false;
        }
    }
}
