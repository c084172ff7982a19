package dev.chatanalytics.persistence.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** All bots' rows, from the last pages of each partition: the newest by {@code stored_at}. Stateless. */
final class TailSource implements RowSource {

    /** Read from the end of each partition, 8 KiB each: at 10,000 rows a second about ten seconds of rows. */
    private static final long PAGES = 4096;

    private static final String PARTITIONS = "SELECT i.inhrelid::regclass::text,"
            + " pg_relation_size(i.inhrelid) / current_setting('block_size')::bigint"
            + " FROM pg_inherits i WHERE i.inhparent = 'messages'::regclass";

    private record Partition(String table, long pages) {}

    @Override
    public List<StoredMessage> read(Connection connection, Instant since, int limit) throws SQLException {
        List<StoredMessage> rows = new ArrayList<>();
        for (Partition partition : partitions(connection)) {
            if (partition.pages() > 0) {
                rows.addAll(read(connection, partition, since, limit));
            }
        }
        rows.sort(Comparator.comparing(StoredMessage::storedAt).reversed());
        return rows.subList(0, Math.min(limit, rows.size()));
    }

    private static List<Partition> partitions(Connection connection) throws SQLException {
        List<Partition> partitions = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(PARTITIONS)) {
            while (row.next()) {
                partitions.add(new Partition(row.getString(1), row.getLong(2)));
            }
        }
        return partitions;
    }

    private static List<StoredMessage> read(Connection connection, Partition partition, Instant since, int limit)
            throws SQLException {
        // The name comes quoted from the server; a partition's rows are those of the table.
        String sql = "SELECT " + StoredMessages.COLUMNS + " FROM " + partition.table()
                + " WHERE ctid >= ?::tid AND stored_at >= ? ORDER BY stored_at DESC LIMIT ?";
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, "(" + Math.max(0, partition.pages() - PAGES) + ",0)");
            query.setObject(2, since.atOffset(ZoneOffset.UTC));
            query.setInt(3, limit);
            return StoredMessages.read(query);
        }
    }
}
