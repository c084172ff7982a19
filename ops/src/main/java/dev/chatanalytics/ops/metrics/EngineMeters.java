package dev.chatanalytics.ops.metrics;

import com.codahale.metrics.Counter;
import dev.chatanalytics.engine.port.EngineMetrics;
import dev.chatanalytics.engine.port.NlpFailure;
import dev.chatanalytics.engine.port.Outcome;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.function.LongSupplier;

/** What the engine counts and times. Thread-safe; each call costs a few atomic additions, no look-up. */
final class EngineMeters implements EngineMetrics {

    private final Counts<Outcome> outcomes = new Counts<>(Outcome.class);
    private final Counts<NlpFailure.Reason> failures = new Counts<>(NlpFailure.Reason.class);
    private final Counter lateAnswers = new Counter();
    private final Times latency;
    private final Times nlp;
    private final Times writes;
    private final Times commits;

    EngineMeters(LongSupplier nanoClock) {
        latency = new Times(nanoClock);
        nlp = new Times(nanoClock);
        writes = new Times(nanoClock);
        commits = new Times(nanoClock);
    }

    @Override
    public void messages(Outcome outcome, int count) {
        outcomes.add(outcome, count);
    }

    @Override
    public void stored(long receivedToCommittedNanos) {
        latency.record(receivedToCommittedNanos);
    }

    @Override
    public void nlpAttempt(NlpFailure.Reason failure, long nanos) {
        nlp.record(nanos);
        if (failure != null) {
            failures.add(failure, 1);
        }
    }

    @Override
    public void nlpLateAnswer() {
        lateAnswers.inc();
    }

    @Override
    public void took(Step step, long nanos) {
        switch (step) {
            case LOG_COMMIT -> commits.record(nanos);
            case BATCH_WRITE -> writes.record(nanos);
        }
    }

    void expose(PrometheusRegistry registry) {
        outcomes.expose(
                registry,
                "messages",
                "Bodies by what became of them: "
                        + "offered = accepted + refused, accepted = all others + those in the queue.",
                "outcome",
                Outcome::label);
        failures.expose(
                registry,
                "nlp_api_errors",
                "Attempts at the NLP API that brought no analysis.",
                "reason",
                NlpFailure.Reason::label);
        Readings.counter(
                registry,
                "nlp_api_late_answers",
                "Messages whose analysis came from an attempt that had timed out.",
                lateAnswers::getCount);
        latency.expose(registry, "message_latency_seconds", "From a message received to its row committed.");
        nlp.expose(registry, "nlp_api_duration_seconds", "Of one attempt at the NLP API, well or not.");
        writes.expose(registry, "db_write_duration_seconds", "Of one attempt to write a batch, well or not.");
        commits.expose(
                registry,
                "journal_commit_duration_seconds",
                "Of one commit of the journal, well or not; 0 without one.");
        Readings.counter(
                registry,
                "dead_letters",
                "Messages kept on disk since they could not be stored.",
                () -> outcomes.get(Outcome.DEAD_LETTERED));
    }
}
