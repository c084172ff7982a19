package dev.chatanalytics.engine;

import dev.chatanalytics.engine.port.EngineMetrics;
import dev.chatanalytics.engine.port.NlpFailure;
import dev.chatanalytics.engine.port.Outcome;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Counts what the engine reports, and knows the law that the counts obey. */
public final class CountingMetrics implements EngineMetrics {

    private final Map<Outcome, AtomicLong> counts = new EnumMap<>(Outcome.class);

    /** The failed attempts, in the order in which they ended. */
    public final ConcurrentLinkedQueue<NlpFailure.Reason> failures = new ConcurrentLinkedQueue<>();

    public final AtomicInteger attempts = new AtomicInteger();
    public final AtomicInteger lateAnswers = new AtomicInteger();
    public final AtomicInteger committedRows = new AtomicInteger();

    public CountingMetrics() {
        for (Outcome outcome : Outcome.values()) {
            counts.put(outcome, new AtomicLong());
        }
    }

    @Override
    public void messages(Outcome outcome, int count) {
        counts.get(outcome).addAndGet(count);
    }

    @Override
    public void stored(long receivedToCommittedNanos) {
        committedRows.incrementAndGet();
    }

    @Override
    public void nlpAttempt(NlpFailure.Reason failure, long nanos) {
        attempts.incrementAndGet();
        if (failure != null) {
            failures.add(failure);
        }
    }

    @Override
    public void nlpLateAnswer() {
        lateAnswers.incrementAndGet();
    }

    @Override
    public void took(Step step, long nanos) {}

    public long of(Outcome outcome) {
        return counts.get(outcome).get();
    }

    /** Everything that an accepted body can end as. */
    public long ended() {
        return of(Outcome.STORED)
                + of(Outcome.DUPLICATE)
                + of(Outcome.REJECTED)
                + of(Outcome.THROTTLED)
                + of(Outcome.WITHDRAWN)
                + of(Outcome.DEAD_LETTERED)
                + of(Outcome.UNACKNOWLEDGED);
    }
}
