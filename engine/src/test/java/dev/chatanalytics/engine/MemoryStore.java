package dev.chatanalytics.engine;

import dev.chatanalytics.engine.message.AnalyzedMessage;
import dev.chatanalytics.engine.message.Message;
import dev.chatanalytics.engine.port.DeadLetters;
import dev.chatanalytics.engine.port.MessageStore;
import dev.chatanalytics.engine.port.StoreException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A table and dead letters in memory, with faults on demand. A text that starts with "poison" is poison. Thread-safe. */
public final class MemoryStore implements MessageStore, DeadLetters {

    /** The rows, by identity. */
    public final Map<String, AnalyzedMessage> rows = new ConcurrentHashMap<>();

    /** What was kept, by identity. */
    public final Map<String, Kind> kept = new ConcurrentHashMap<>();

    /** How many rows the largest batch had. */
    public final AtomicInteger largestBatch = new AtomicInteger();

    private volatile boolean down;
    private volatile boolean diskFull;

    /** Whether storing fails as it does when the database is away. */
    public void setDown(boolean down) {
        this.down = down;
    }

    /** Whether keeping dead letters fails. */
    public void setDiskFull(boolean diskFull) {
        this.diskFull = diskFull;
    }

    @Override
    public int store(List<AnalyzedMessage> batch) throws StoreException {
        largestBatch.accumulateAndGet(batch.size(), Math::max);
        if (down) {
            throw new StoreException(StoreException.Kind.UNAVAILABLE, "down", null);
        }
        for (AnalyzedMessage row : batch) {
            if (row.message().text().startsWith("poison")) {
                throw new StoreException(StoreException.Kind.POISON, "poisoned", null);
            }
        }
        int duplicates = 0;
        for (AnalyzedMessage row : batch) {
            duplicates += rows.putIfAbsent(identity(row.message()), row) == null ? 0 : 1;
        }
        return duplicates;
    }

    @Override
    public void keep(Kind kind, List<AnalyzedMessage> messages, String reason, int attempts) throws IOException {
        if (diskFull) {
            throw new IOException("disk full");
        }
        messages.forEach(row -> kept.put(identity(row.message()), kind));
    }

    private static String identity(Message message) {
        return message.botId() + "/" + message.sentAtMicros() + "/" + message.messageId();
    }
}
