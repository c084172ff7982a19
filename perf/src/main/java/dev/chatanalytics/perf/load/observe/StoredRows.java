package dev.chatanalytics.perf.load.observe;

import dev.chatanalytics.perf.load.client.Run;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * When each message of a run was received and stored, by the clocks of service and database, in microseconds since the
 * run's start. Used by one thread.
 */
public final class StoredRows {

    private static final long NONE = Long.MIN_VALUE;

    private final long[] received;
    private final long[] took;

    /** @param messages of the run; none of them is stored */
    public StoredRows(int messages) {
        received = new long[messages];
        took = new long[messages];
        Arrays.fill(received, NONE);
    }

    /**
     * Reads all rows of a run.
     *
     * @param url such as {@code jdbc:postgresql://127.0.0.1/chat?user=…&password=…}
     */
    public static StoredRows of(Run run, String url) throws SQLException {
        StoredRows rows = new StoredRows(run.outcomes().size());
        RunRows.read(run, url, (message, received, micros, status) -> rows.set(message, received, micros));
        return rows;
    }

    /** A message that was received at this moment, and was stored after so long. */
    public void set(int message, long receivedMicros, long tookMicros) {
        received[message] = receivedMicros;
        took[message] = tookMicros;
    }

    /** How long the messages took that were received from one moment to before another, sorted. */
    public long[] tookOfReceived(long fromMicros, long toMicros) {
        return IntStream.range(0, received.length)
                .filter(i -> received[i] != NONE && received[i] >= fromMicros && received[i] < toMicros)
                .mapToLong(i -> took[i])
                .sorted()
                .toArray();
    }

    /** How many messages were stored from one moment to before another. */
    public long stored(long fromMicros, long toMicros) {
        return IntStream.range(0, received.length)
                .filter(i -> received[i] != NONE)
                .mapToLong(i -> received[i] + took[i])
                .filter(stored -> stored >= fromMicros && stored < toMicros)
                .count();
    }
}
