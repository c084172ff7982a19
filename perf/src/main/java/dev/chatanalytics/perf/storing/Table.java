package dev.chatanalytics.perf.storing;

import dev.chatanalytics.perf.compare.Turn;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The table {@code messages}, emptied before each turn and counted after it. Used by one thread. */
final class Table {

    private final Connection connection;
    private final long server;
    private final int rows;

    /** Fills the table, and tells the seconds that it took. */
    @FunctionalInterface
    interface Filling {
        double run() throws IOException;
    }

    /**
     * @param server process id of PostgreSQL's first process
     * @param rows that it must have after each turn
     */
    Table(Connection connection, long server, int rows) {
        this.connection = connection;
        this.server = server;
        this.rows = rows;
    }

    /**
     * Fills the empty table.
     *
     * @throws IOException when it has not all the rows afterwards
     */
    Turn measured(Filling filling) throws IOException, SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("TRUNCATE messages");
            statement.execute("CHECKPOINT"); // so that each turn has its own, at the same place
        }
        double client = ProcessCpu.seconds(ProcessHandle.current().pid());
        double database = ProcessCpu.secondsOfAll(server);
        double seconds = filling.run();
        Map<String, Double> cpu = new LinkedHashMap<>();
        cpu.put("PostgreSQL", ProcessCpu.secondsOfAll(server) - database);
        cpu.put("client", ProcessCpu.seconds(ProcessHandle.current().pid()) - client);
        long there = Long.parseLong(query("SELECT count(*) FROM messages"));
        if (there != rows) {
            throw new IOException("the table has " + there + " rows (expected: " + rows + ")");
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
}
