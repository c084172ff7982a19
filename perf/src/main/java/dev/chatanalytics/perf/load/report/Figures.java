package dev.chatanalytics.perf.load.report;

import dev.chatanalytics.perf.load.client.Latencies.Series;
import dev.chatanalytics.perf.load.observe.AuditResult;
import dev.chatanalytics.perf.load.result.Cost;
import dev.chatanalytics.perf.load.result.Lateness;
import dev.chatanalytics.perf.load.result.LoadResult;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** The figures of a run in words, for the page and for the terminal. */
public final class Figures {

    private Figures() {}

    /** Names and values, in the order to be shown. */
    public static Map<String, String> of(LoadResult result) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("run", result.run().runId() + ", started " + result.run().start());
        all.put(
                "answers by status",
                result.answers() + ", lost " + result.lost() + ", unanswered " + result.unanswered());
        all.put("answer 202", percentiles(result.latencies().get(Series.ACKNOWLEDGED)));
        all.put("other answers", percentiles(result.latencies().get(Series.REFUSED)));
        if (result.audit() != null) {
            audit(result.audit(), all);
        }
        cost(result.cost(), all);
        all.put("lateness of sending", lateness(result.lateness()));
        all.put("connections", connections(result));
        return all;
    }

    private static void audit(AuditResult audit, Map<String, String> all) {
        all.put("received to stored", percentiles(audit.receivedToStored()));
        all.put(
                "promise",
                text(
                        "%,d answered 202; of these %,d are missing; %,d are there twice; %,d are there without a 202",
                        audit.acknowledged(), audit.missing(), audit.duplicates(), audit.unpromised()));
        all.put("rows by nlp_status", audit.nlpStatus().toString());
    }

    private static void cost(Cost cost, Map<String, String> all) {
        all.put("CPU of the generator", text("%.1f µs a message", cost.generatorMicros()));
        if (!Double.isNaN(cost.serviceMicros())) {
            all.put("CPU of the service", text("%.1f µs a message", cost.serviceMicros()));
        }
        if (!Double.isNaN(cost.serviceMaxResidentBytes())) {
            all.put("memory of the service", text("%.0f MB at most", cost.serviceMaxResidentBytes() / 1e6));
        }
        if (!Double.isNaN(cost.maxRingDepth())) {
            all.put("ring", text("%,.0f slots in use at most", cost.maxRingDepth()));
        }
    }

    private static String lateness(Lateness late) {
        return text(
                "p99 %.2f ms, max %.1f ms; %,d of %,d more than 10 ms (%,d for the generator, %,d for want of a connection,"
                        + " %,d never sent)",
                late.p99(),
                late.max(),
                late.lateSender() + late.lateConnection(),
                late.sent(),
                late.lateSender(),
                late.lateConnection(),
                late.unsent());
    }

    private static String connections(LoadResult result) {
        return result.connectionsEnded() == 0
                ? "none ended"
                : result.connectionsEnded() + " ended and were opened again; last problem: "
                        + result.connectionProblem();
    }

    private static String percentiles(Histogram micros) {
        if (micros.getTotalCount() == 0) {
            return "none";
        }
        return text(
                "p50 %.1f, p90 %.1f, p99 %.1f, p99.9 %.1f, max %.1f ms (of %,d)",
                micros.getValueAtPercentile(50) / 1000.0,
                micros.getValueAtPercentile(90) / 1000.0,
                micros.getValueAtPercentile(99) / 1000.0,
                micros.getValueAtPercentile(99.9) / 1000.0,
                micros.getMaxValue() / 1000.0,
                micros.getTotalCount());
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
