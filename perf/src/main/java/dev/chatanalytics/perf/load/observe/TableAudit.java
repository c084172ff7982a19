package dev.chatanalytics.perf.load.observe;

import dev.chatanalytics.perf.load.client.Latencies;
import dev.chatanalytics.perf.load.client.Outcomes;
import dev.chatanalytics.perf.load.client.Outcomes.Outcome;
import dev.chatanalytics.perf.load.client.Run;
import java.sql.SQLException;
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
        RunRows.read(run, url, audit::add);
        return audit.result();
    }

    private void add(int message, long received, long micros, String status) {
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
