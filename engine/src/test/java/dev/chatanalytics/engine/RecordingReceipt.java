package dev.chatanalytics.engine;

import dev.chatanalytics.engine.message.Rejection;
import dev.chatanalytics.engine.port.Receipt;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers all that it is told, which must be one thing. Thread-safe. */
public final class RecordingReceipt implements Receipt {

    /** {@code accepted ID}, {@code rejected FIELD} or {@code unavailable}. */
    public final List<String> told = new CopyOnWriteArrayList<>();

    @Override
    public void accepted(String messageId) {
        told.add("accepted " + messageId);
    }

    @Override
    public void rejected(Rejection why) {
        told.add("rejected " + why.field());
    }

    @Override
    public void unavailable() {
        told.add("unavailable");
    }
}
