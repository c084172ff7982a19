package dev.chatanalytics.transport.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import dev.chatanalytics.engine.Inlet;
import dev.chatanalytics.engine.OfferResult;
import dev.chatanalytics.engine.port.Receipt;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;

/** A ring that says what a test wants, when the test wants it. */
final class FakeInlet implements Inlet {

    private final LinkedBlockingQueue<Offer> offers = new LinkedBlockingQueue<>();
    volatile OfferResult result = OfferResult.ACCEPTED;

    record Offer(byte[] body, Receipt receipt) {

        String text() {
            return new String(body, UTF_8);
        }
    }

    @Override
    public OfferResult offer(byte[] body, Receipt receipt) {
        offers.add(new Offer(body, receipt));
        return result;
    }

    /** Waits for the next body that was offered. */
    Offer next() {
        await("a body is offered").pollInterval(Duration.ofMillis(1)).until(() -> !offers.isEmpty());
        return offers.remove();
    }

    boolean wasLeftAlone() {
        return offers.isEmpty();
    }
}
