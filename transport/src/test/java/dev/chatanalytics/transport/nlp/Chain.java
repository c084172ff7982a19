package dev.chatanalytics.transport.nlp;

import dev.chatanalytics.engine.port.NlpClient;
import dev.chatanalytics.engine.port.NlpFailure;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/** Calls one after the other, each started by the callback of the one before. */
final class Chain implements NlpClient.Callback {

    private final List<NlpFailure.Reason> reasons = new CopyOnWriteArrayList<>();
    private final AtomicInteger left;
    private final NlpClient client;

    Chain(NlpClient client, int calls) {
        this.client = client;
        left = new AtomicInteger(calls);
    }

    void start() {
        client.analyze("text", this);
    }

    void await() {
        Awaitility.await("all calls told").until(() -> left.get() == 0);
    }

    /** Of the calls that failed. */
    List<NlpFailure.Reason> reasons() {
        return reasons;
    }

    @Override
    public void answered(byte[] body) {
        next();
    }

    @Override
    public void failed(NlpFailure failure) {
        reasons.add(failure.reason());
        next();
    }

    private void next() {
        if (left.decrementAndGet() > 0) {
            start();
        }
    }
}
