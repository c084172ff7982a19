package dev.chatanalytics.ops;

import dev.chatanalytics.engine.Inlet;
import dev.chatanalytics.engine.OfferResult;
import dev.chatanalytics.engine.Submission;
import dev.chatanalytics.engine.port.EngineMetrics;
import dev.chatanalytics.engine.port.Outcome;
import java.util.List;

/** Keeps messages out of the engine until the service is ready for them. Thread-safe; never blocks. */
final class Gate implements Inlet {

    private final Inlet engine;
    private final EngineMetrics metrics;
    private volatile boolean open;

    Gate(Inlet engine, EngineMetrics metrics) {
        this.engine = engine;
        this.metrics = metrics;
    }

    void open() {
        open = true;
    }

    @Override
    public OfferResult offer(Submission submission) {
        return open ? engine.offer(submission) : refuse(1);
    }

    @Override
    public OfferResult offerAll(List<Submission> batch) {
        return open ? engine.offerAll(batch) : refuse(batch.size());
    }

    @Override
    public OfferResult precheck() {
        return open ? engine.precheck() : refuse(1);
    }

    private OfferResult refuse(int messages) {
        metrics.messages(Outcome.REFUSED, messages);
        return OfferResult.CLOSED;
    }

    @Override
    public int retryAfterSeconds() {
        return engine.retryAfterSeconds();
    }

    @Override
    public long logWaitNanos() {
        return engine.logWaitNanos();
    }
}
