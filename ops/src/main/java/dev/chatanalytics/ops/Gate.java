package dev.chatanalytics.ops;

import dev.chatanalytics.engine.Inlet;
import dev.chatanalytics.engine.OfferResult;
import dev.chatanalytics.engine.port.EngineMetrics;
import dev.chatanalytics.engine.port.Outcome;
import dev.chatanalytics.engine.port.Receipt;

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
    public OfferResult offer(byte[] body, Receipt receipt) {
        if (open) {
            return engine.offer(body, receipt);
        }
        metrics.messages(Outcome.REFUSED, 1);
        return OfferResult.CLOSED;
    }
}
