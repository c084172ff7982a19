package dev.chatanalytics.perf.load;

import dev.chatanalytics.perf.load.client.Latencies;
import dev.chatanalytics.perf.load.client.Latencies.Series;
import dev.chatanalytics.perf.load.client.RunningLoad;
import dev.chatanalytics.perf.load.client.Tally.Count;
import dev.chatanalytics.perf.load.observe.AdminMetrics;
import dev.chatanalytics.perf.load.observe.CpuTimes;
import dev.chatanalytics.perf.load.observe.ServiceSample;
import dev.chatanalytics.perf.load.result.Second;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** Looks at a running load once a second, and keeps what it saw. Used by one thread. */
final class Sampler {

    private final RunningLoad load;
    private final AdminMetrics admin;
    private final HistogramLog log;
    private final Map<Series, Histogram> totals = new EnumMap<>(Series.class);
    private final List<Second> seconds = new ArrayList<>();
    private Counters last;

    /** @param admin or null */
    Sampler(RunningLoad load, AdminMetrics admin, HistogramLog log) throws IOException {
        this.load = load;
        this.admin = admin;
        this.log = log;
        for (Series series : Series.values()) {
            totals.put(series, Latencies.histogram());
        }
        last = counters();
    }

    /** Where everything stands at one moment. */
    private record Counters(
            double time, long sent, Map<Integer, Long> answers, long lost, CpuTimes cpu, ServiceSample service) {

        long accepted() {
            return answers.getOrDefault(202, 0L);
        }

        long refused() {
            return answers.getOrDefault(429, 0L) + answers.getOrDefault(503, 0L);
        }

        long failed() {
            return answered() - accepted() - refused() + lost;
        }

        long answered() {
            return answers.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /** What has happened since the last call. */
    Second sample() throws IOException {
        Histogram answers = Latencies.histogram();
        for (Series series : Series.values()) {
            Histogram interval = load.takeInterval(series);
            totals.get(series).add(interval);
            log.write(series, interval);
            if (series != Series.LATENESS) {
                answers.add(interval);
            }
        }
        Counters now = counters();
        Second second = second(last, now, answers);
        last = now;
        seconds.add(second);
        return second;
    }

    /** All that was recorded so far. */
    Map<Series, Histogram> totals() {
        return totals;
    }

    /** All seconds so far. */
    List<Second> seconds() {
        return seconds;
    }

    private Counters counters() throws IOException {
        ServiceSample service = admin == null ? ServiceSample.UNKNOWN : admin.sample();
        double time = (System.nanoTime() - load.run().startNanos()) / 1e9;
        // Before the sent ones are counted: else more may have ended than were sent.
        Map<Integer, Long> answers = load.answers();
        long lost = load.get(Count.LOST);
        return new Counters(time, load.get(Count.SENT), answers, lost, CpuTimes.ofOwnCpus(), service);
    }

    private Second second(Counters from, Counters to, Histogram answers) {
        double length = to.time - from.time;
        double warmup = load.run().schedule().warmup().toMillis() / 1000.0;
        return new Second(
                to.time,
                from.time < warmup - 0.5,
                length,
                to.sent - from.sent,
                to.accepted() - from.accepted(),
                to.refused() - from.refused(),
                to.failed() - from.failed(),
                to.sent - to.answered() - to.lost,
                answers.getValueAtPercentile(50) / 1000.0,
                answers.getValueAtPercentile(99) / 1000.0,
                answers.getMaxValue() / 1000.0,
                to.service,
                (to.service.cpuSeconds() - from.service.cpuSeconds()) / length,
                to.cpu.idleSince(from.cpu),
                to.cpu.stealSince(from.cpu));
    }
}
