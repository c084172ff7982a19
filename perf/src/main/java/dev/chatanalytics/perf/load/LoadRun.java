package dev.chatanalytics.perf.load;

import dev.chatanalytics.perf.load.client.Fleet;
import dev.chatanalytics.perf.load.client.Latencies.Series;
import dev.chatanalytics.perf.load.client.Outcomes.Outcome;
import dev.chatanalytics.perf.load.client.Run;
import dev.chatanalytics.perf.load.client.RunningLoad;
import dev.chatanalytics.perf.load.client.Schedule;
import dev.chatanalytics.perf.load.client.Tally.Count;
import dev.chatanalytics.perf.load.observe.AdminMetrics;
import dev.chatanalytics.perf.load.observe.AuditResult;
import dev.chatanalytics.perf.load.observe.PatientAudit;
import dev.chatanalytics.perf.load.observe.TableAudit;
import dev.chatanalytics.perf.load.result.Lateness;
import dev.chatanalytics.perf.load.result.LoadResult;
import dev.chatanalytics.perf.load.result.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** Sends one schedule, looks on, and gathers the figures. Used by one thread. */
final class LoadRun {

    /** How long after the last message its answer is waited for. */
    private static final long ANSWER_PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(15);

    private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final LoadOptions options;
    private final Fleet fleet;
    private final AdminMetrics admin;
    private final Progress progress;

    /** @param fleet with all its connections open */
    LoadRun(LoadOptions options, Fleet fleet, Progress progress) {
        this.options = options;
        this.fleet = fleet;
        this.progress = progress;
        admin = options.admin() == null ? null : new AdminMetrics(options.admin());
    }

    /**
     * Runs the whole schedule and audits it.
     *
     * @param log file for the raw latencies
     */
    LoadResult execute(Path log) throws IOException, SQLException, InterruptedException {
        int ended = fleet.endedConnections();
        Run run = Run.startingNow(options.schedule(), options.bots());
        RunningLoad load = fleet.start(run);
        try (HistogramLog raw = new HistogramLog(log, run.start())) {
            Sampler sampler = new Sampler(load, admin, raw);
            Span span = watch(load, sampler);
            LoadResult result = result(load, sampler, span, fleet.endedConnections() - ended);
            if (result.audit() != null) {
                Instant measured = run.start().plus(run.schedule().warmup());
                raw.writeStored(result.audit().receivedToStored(), measured, Instant.now());
            }
            return result;
        }
    }

    /** Returns when all is answered, or patience has ended. */
    private Span watch(RunningLoad load, Sampler sampler) throws IOException, InterruptedException {
        Schedule schedule = load.run().schedule();
        long start = load.run().startNanos();
        long measuredFrom = start + schedule.warmup().toNanos();
        long measuredUntil = measuredFrom + schedule.duration().toNanos();
        long patience = measuredUntil + ANSWER_PATIENCE_NANOS;
        Span span = Span.begin();
        try {
            boolean ended = false;
            for (long next = start + SECOND_NANOS; !ended; next += SECOND_NANOS) {
                ended = load.await(next - System.nanoTime()) || next >= patience;
                progress.second(sampler.sample(), sampler.totals().get(Series.ACKNOWLEDGED));
                if (next <= measuredFrom) {
                    span = Span.begin();
                }
                if (next - SECOND_NANOS < measuredUntil) {
                    span.end(); // so far; what is still waited for later is not measured
                }
            }
        } finally {
            load.stop();
        }
        return span;
    }

    private LoadResult result(RunningLoad load, Sampler sampler, Span span, int ended)
            throws SQLException, InterruptedException {
        Run run = load.run();
        Histogram late = sampler.totals().get(Series.LATENESS);
        Lateness lateness = new Lateness(
                late.getTotalCount(),
                run.outcomes().count(Outcome.UNSENT),
                load.get(Count.LATE_SENDER),
                load.get(Count.LATE_CONNECTION),
                late.getValueAtPercentile(99) / 1000.0,
                late.getMaxValue() / 1000.0);
        return new LoadResult(
                run,
                Verdict.of(lateness, span.idle(), span.steal()),
                lateness,
                sampler.totals(),
                load.answers(),
                load.get(Count.LOST),
                run.outcomes().count(Outcome.UNANSWERED),
                ended,
                fleet.lastProblem(),
                span.cost(sampler.seconds()),
                sampler.seconds(),
                options.database() == null ? null : audit(run));
    }

    private AuditResult audit(Run run) throws SQLException {
        return new PatientAudit(() -> TableAudit.of(run, options.database()), options.settle()).result();
    }
}
