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

    /** What is said while it is shut; null while it is open. */
    private volatile OfferResult shut = OfferResult.STARTING;

    Gate(Inlet engine, EngineMetrics metrics) {
        this.engine = engine;
        this.metrics = metrics;
    }

    void open() {
        shut = null;
    }

    /** Nobody opens it any more: whoever is still kept out had better try elsewhere. */
    void stopping() {
        shut = shut == null ? null : OfferResult.CLOSED;
    }

    @Override
    public OfferResult offer(Submission submission) {
        OfferResult result = shut;
        return result == null ? engine.offer(submission) : refuse(result, 1);
    }

    @Override
    public OfferResult offerAll(List<Submission> batch) {
        OfferResult result = shut;
        return result == null ? engine.offerAll(batch) : refuse(result, batch.size());
    }

    @Override
    public OfferResult precheck() {
        OfferResult result = shut;
        return result == null ? engine.precheck() : refuse(result, 1);
    }

    private OfferResult refuse(OfferResult result, int messages) {
        metrics.messages(Outcome.REFUSED, messages);
        return result;
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
