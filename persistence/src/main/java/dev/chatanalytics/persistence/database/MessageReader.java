package dev.chatanalytics.persistence.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the newest rows, and then those that come after. Used by one thread, which closes it. Over a connection of its
 * own, so that looking takes nothing from the writers; a connection that is lost is made again by the next call.
 *
 * <p>The table has one index, by bot and {@code sent_at}. With a bot the rows are found by it. Without one they are read
 * from the end of each partition, where new rows come to lie, so that a look at a table of billions of rows reads a few
 * megabytes. That is for looking, not for accounting: once a partition has grown over that size, a row that took the
 * place of a deleted one further ahead is not seen.
 */
public final class MessageReader implements AutoCloseable {

    /** Rows become visible when they are committed, which may be this much after their {@code stored_at}. */
    private static final Duration COMMIT_LAG = Duration.ofSeconds(2);

    private static final int MOST_AT_ONCE = 100_000;

    private static final Comparator<StoredMessage> OLDEST_FIRST = Comparator.comparing(StoredMessage::storedAt);

    private final Database database;
    private final RowSource source;
    private final Map<Key, Instant> seen = new HashMap<>();
    private Instant newest = Instant.EPOCH;
    private Connection connection;

    /** @param botId whose rows to read, or null for all */
    public MessageReader(Database database, String botId) {
        this.database = database;
        this.source = botId == null ? new TailSource() : new BotSource(botId);
    }

    private record Key(String botId, Instant sentAt, String messageId) {}

    /** The newest rows, at most {@code limit} of them, in the order in which they were stored. */
    public List<StoredMessage> newest(int limit) throws SQLException {
        List<StoredMessage> rows = fresh(query(Instant.EPOCH, limit));
        // What is just as new but beyond the limit is old news to the next call.
        fresh(query(horizon(), MOST_AT_ONCE));
        return rows;
    }

    /**
     * The rows stored since the last call of this or of {@link #newest}, at most {@code limit} of them, in the order in
     * which they were stored. When more came meanwhile, these are the newest.
     */
    public List<StoredMessage> next(int limit) throws SQLException {
        // Rows seen already come again and must not take the places of new ones.
        List<StoredMessage> fresh = fresh(query(horizon(), Math.addExact(limit, seen.size())));
        return fresh.subList(Math.max(0, fresh.size() - limit), fresh.size());
    }

    private List<StoredMessage> query(Instant since, int limit) throws SQLException {
        try {
            if (connection == null) {
                connection = database.connect();
                connection.setReadOnly(true);
            }
            return source.read(connection, since, limit);
        } catch (SQLException e) {
            close();
            throw e;
        }
    }

    private List<StoredMessage> fresh(List<StoredMessage> rows) {
        List<StoredMessage> fresh = new ArrayList<>();
        for (StoredMessage row : rows) {
            if (seen.putIfAbsent(new Key(row.botId(), row.sentAt(), row.messageId()), row.storedAt()) == null) {
                fresh.add(row);
                newest = row.storedAt().isAfter(newest) ? row.storedAt() : newest;
            }
        }
        seen.values().removeIf(storedAt -> storedAt.isBefore(horizon()));
        fresh.sort(OLDEST_FIRST);
        return fresh;
    }

    private Instant horizon() {
        return newest.equals(Instant.EPOCH) ? newest : newest.minus(COMMIT_LAG);
    }

    /** Closes its connection, which the next call would make again. */
    @Override
    public void close() throws SQLException {
        Connection closing = connection;
        connection = null;
        if (closing != null) {
            closing.close();
        }
    }
}
