package dev.chatanalytics.transport.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import dev.chatanalytics.engine.Inlet;
import dev.chatanalytics.engine.OfferResult;
import dev.chatanalytics.engine.Submission;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

/** A ring that says what a test wants, when the test wants it. */
final class FakeInlet implements Inlet {

    private final LinkedBlockingQueue<Submission> offers = new LinkedBlockingQueue<>();
    volatile OfferResult result = OfferResult.ACCEPTED;

    volatile OfferResult room = OfferResult.ACCEPTED;
    volatile int retryAfterSeconds = 7;
    final AtomicLong logWaitNanos = new AtomicLong();
    private volatile long logAtWorkSince;

    @Override
    public OfferResult offer(Submission submission) {
        offers.add(submission);
        return result;
    }

    @Override
    public OfferResult offerAll(List<Submission> batch) {
        throw new UnsupportedOperationException("nobody here sends batches");
    }

    @Override
    public OfferResult precheck() {
        return room;
    }

    @Override
    public int retryAfterSeconds() {
        return retryAfterSeconds;
    }

    @Override
    public long logWaitNanos() {
        long since = logAtWorkSince;
        return logWaitNanos.get() + (since == 0 ? 0 : System.nanoTime() - since);
    }

    /** As if a commit of the log had begun. */
    void keepLogAtWork() {
        logAtWorkSince = System.nanoTime();
    }

    /** As if it had ended. */
    void letLogRest() {
        logWaitNanos.set(logWaitNanos());
        logAtWorkSince = 0;
    }

    static String text(Submission offer) {
        return new String(offer.body(), UTF_8);
    }

    /** Waits for the next body that was offered. */
    Submission next() {
        await("a body is offered").pollInterval(Duration.ofMillis(1)).until(() -> !offers.isEmpty());
        return offers.remove();
    }

    boolean wasLeftAlone() {
        return offers.isEmpty();
    }
}
