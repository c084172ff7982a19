package dev.chatanalytics.perf.storing;

import dev.chatanalytics.perf.compare.Turn;
import dev.chatanalytics.perf.testbed.ProcessCpu;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The table {@code messages}, emptied before each turn and counted after it. Used by one thread. */
final class MessagesTable {

    private final Connection connection;
    private final ProcessHandle server;
    private final int expected;

    /** Fills the table, and tells the seconds that it took. */
    @FunctionalInterface
    interface Filling {
        double run() throws IOException;
    }

    /**
     * @param server PostgreSQL's first process
     * @param expected rows that it must have after each turn
     */
    MessagesTable(Connection connection, ProcessHandle server, int expected) {
        this.connection = connection;
        this.server = server;
        this.expected = expected;
    }

    /**
     * Fills the empty table.
     *
     * @param rows that are sent
     * @throws IOException when it has not all the rows afterwards
     */
    Turn measured(int rows, Filling filling) throws IOException, SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("TRUNCATE messages");
            statement.execute("CHECKPOINT"); // so that each turn has its own, at the same place
        }
        Duration client = ProcessCpu.of(ProcessHandle.current());
        Duration database = ProcessCpu.ofTree(server);
        double seconds = filling.run();
        Map<String, Double> cpu = new LinkedHashMap<>();
        cpu.put("PostgreSQL", seconds(ProcessCpu.ofTree(server).minus(database)));
        cpu.put("client", seconds(ProcessCpu.of(ProcessHandle.current()).minus(client)));
        long there = Long.parseLong(query("SELECT count(*) FROM messages"));
        if (there != expected) {
            throw new IOException("the table has " + there + " rows (expected: " + expected + ")");
        }
        return new Turn(rows, seconds, cpu, List.of());
    }

    /** All that the store writes: the rest is the server's. */
    String columns() throws SQLException {
        return query("SELECT string_agg(column_name, ', ' ORDER BY ordinal_position) FROM information_schema.columns"
                + " WHERE table_name = 'messages' AND column_default IS NULL");
    }

    private String query(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(sql)) {
            answer.next();
            return answer.getString(1);
        }
    }

    private static double seconds(Duration cpu) {
        return cpu.toNanos() / 1e9;
    }
}
