package dev.chatanalytics.perf.load.observe;

import dev.chatanalytics.perf.load.client.Latencies;
import dev.chatanalytics.perf.load.client.MessageIds;
import dev.chatanalytics.perf.load.client.Outcomes;
import dev.chatanalytics.perf.load.client.Outcomes.Outcome;
import dev.chatanalytics.perf.load.client.Run;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * Holds a run's answers against the table: each 202 is an obligation, kept by exactly one row. Used by one thread, after
 * the run.
 */
public final class TableAudit {

    private static final String ROWS = """
            SELECT message_id, (extract(epoch FROM stored_at - received_at) * 1000000)::bigint, nlp_status
            FROM messages WHERE sent_at BETWEEN ? AND ? AND message_id LIKE ?""";
    private static final int FETCH = 10_000;

    private final Run run;
    private final byte[] rows;
    private final Histogram receivedToStored = Latencies.histogram();
    private final List<Histogram> bySecond = new ArrayList<>();
    private final Map<String, Long> nlpStatus = new TreeMap<>();

    private TableAudit(Run run) {
        this.run = run;
        rows = new byte[run.outcomes().size()];
    }

    /**
     * Reads all rows of the run.
     *
     * @param url such as {@code jdbc:postgresql://127.0.0.1/chat?user=…&password=…}
     */
    public static AuditResult of(Run run, String url) throws SQLException {
        TableAudit audit = new TableAudit(run);
        try (Connection connection = DriverManager.getConnection(url)) {
            connection.setAutoCommit(false); // else the driver would fetch all rows at once
            connection.setReadOnly(true);
            audit.read(connection);
        }
        return audit.result();
    }

    private void read(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(ROWS)) {
            select.setFetchSize(FETCH);
            // The time range picks the partitions; two minutes are for a clock that is adjusted meanwhile.
            select.setTimestamp(1, Timestamp.from(run.start().minusSeconds(120)));
            select.setTimestamp(
                    2,
                    Timestamp.from(
                            run.start().plusSeconds(120 + seconds(run.outcomes().size()))));
            select.setString(3, run.runId() + "-%");
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    add(MessageIds.number(row.getString(1)), row.getLong(2), row.getString(3));
                }
            }
        }
    }

    private void add(int message, long micros, String status) {
        rows[message]++;
        nlpStatus.merge(status, 1L, Long::sum);
        long latency = Math.max(micros, 0);
        if (message >= run.schedule().warmupMessages()) {
            receivedToStored.recordValue(Math.min(latency, receivedToStored.getHighestTrackableValue()));
        }
        second(seconds(message)).recordValue(latency);
    }

    private Histogram second(int second) {
        while (bySecond.size() <= second) {
            bySecond.add(new Histogram(2)); // two digits, growing: there may be hundreds of them
        }
        return bySecond.get(second);
    }

    private int seconds(int message) {
        return message / run.schedule().rate();
    }

    private AuditResult result() {
        int missing = 0;
        int duplicates = 0;
        int unpromised = 0;
        Outcomes outcomes = run.outcomes();
        for (int i = 0; i < rows.length; i++) {
            boolean acknowledged = outcomes.get(i) == Outcome.ACKNOWLEDGED;
            missing += acknowledged && rows[i] == 0 ? 1 : 0;
            duplicates += rows[i] > 1 ? 1 : 0;
            unpromised += !acknowledged && rows[i] > 0 ? 1 : 0;
        }
        List<Double> p99BySecond =
                bySecond.stream().map(h -> h.getValueAtPercentile(99) / 1000.0).toList();
        return new AuditResult(
                outcomes.count(Outcome.ACKNOWLEDGED),
                missing,
                duplicates,
                unpromised,
                nlpStatus,
                receivedToStored,
                p99BySecond);
    }
}
