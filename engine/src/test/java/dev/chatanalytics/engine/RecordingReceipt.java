package dev.chatanalytics.engine;

import dev.chatanalytics.engine.message.Rejection;
import dev.chatanalytics.engine.port.Receipt;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers all that it is told, which must be one thing. Thread-safe. */
public final class RecordingReceipt implements Receipt {

    /** What a sender was told whose message took too long. */
    public static final String TIMED_OUT = "timed out";

    /** {@code accepted ID}, {@code rejected FIELD}, {@code throttled} or {@code unavailable}; {@code timed out} by {@link #timeOut}. */
    public final List<String> told = new CopyOnWriteArrayList<>();

    @Override
    public synchronized boolean accepted(String messageId) {
        if (isWithdrawn()) {
            return false;
        }
        told.add("accepted " + messageId);
        return true;
    }

    @Override
    public void rejected(Rejection why) {
        tell("rejected " + why.field());
    }

    @Override
    public void throttled(int retryAfterSeconds) {
        tell("throttled");
    }

    @Override
    public void unavailable() {
        tell("unavailable");
    }

    /** A sender that was told that it took too long hears nothing else. */
    private synchronized void tell(String news) {
        if (!isWithdrawn()) {
            told.add(news);
        }
    }

    @Override
    public boolean isWithdrawn() {
        return told.contains(TIMED_OUT);
    }

    /** Tells its sender that it took too long, unless it was told something before. */
    public synchronized void timeOut() {
        if (told.isEmpty()) {
            told.add(TIMED_OUT);
        }
    }
}
