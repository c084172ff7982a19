package dev.chatanalytics.transport.nlp;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.chatanalytics.engine.port.NlpClient;
import dev.chatanalytics.engine.port.NlpFailure;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A callback that keeps what it was told, and how often. */
final class Told implements NlpClient.Callback {

    private static final long PATIENCE_SECONDS = 60;

    private final CountDownLatch told = new CountDownLatch(1);
    private final AtomicInteger times = new AtomicInteger();
    private volatile byte[] body;
    private volatile NlpFailure failure;
    private volatile boolean answeredLate;

    /** Asks, and waits for what comes. */
    static Told by(NlpClient client, String text) {
        Told told = new Told();
        client.analyze(text, told);
        return told.await();
    }

    @Override
    public void answered(byte[] answer) {
        body = answer;
        answeredLate = reason() == NlpFailure.Reason.TIMEOUT;
        times.incrementAndGet();
        told.countDown();
    }

    @Override
    public void failed(NlpFailure reason) {
        failure = reason;
        times.incrementAndGet();
        told.countDown();
    }

    Told await() {
        try {
            if (!told.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("the callback was not told in " + PATIENCE_SECONDS + " s");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return this;
    }

    int times() {
        return times.get();
    }

    /** The answer, or null after a failure. */
    String answer() {
        return body == null ? null : new String(body, UTF_8);
    }

    /** Whether the answer came after a time-out had been told. */
    boolean wasAnsweredLate() {
        return answeredLate;
    }

    /** Or null after an answer. */
    NlpFailure failure() {
        return failure;
    }

    NlpFailure.Reason reason() {
        return failure == null ? null : failure.reason();
    }

    @Override
    public String toString() {
        return "told " + times + " times, answer " + answer() + (answeredLate ? " late" : "") + ", failure " + failure;
    }
}
