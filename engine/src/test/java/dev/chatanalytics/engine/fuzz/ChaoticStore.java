package dev.chatanalytics.engine.fuzz;

import dev.chatanalytics.engine.message.AnalyzedMessage;
import dev.chatanalytics.engine.message.Message;
import dev.chatanalytics.engine.port.DeadLetters;
import dev.chatanalytics.engine.port.MessageStore;
import dev.chatanalytics.engine.port.StoreException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A table and dead letters that fail at random: before or after all rows are in, as ports may and as they may not.
 * Thread-safe.
 */
final class ChaoticStore implements MessageStore, DeadLetters {

    /** What rows with this text do to every batch that they are in. */
    static final String POISON = "poison";

    final Map<String, AnalyzedMessage> rows = new ConcurrentHashMap<>();
    final Map<String, Kind> kept = new ConcurrentHashMap<>();

    private final SplittableRandom random;
    private final int storeFaults;
    private final int diskFaults;

    ChaoticStore(SplittableRandom random) {
        this.random = random;
        storeFaults = random.nextInt(4) * 15;
        diskFaults = random.nextInt(6) == 0 ? 2 : 0; // each costs the engine half a second
    }

    @Override
    public int store(List<AnalyzedMessage> batch) throws StoreException {
        int fate = fate();
        boolean poisoned = batch.stream().anyMatch(row -> row.message().text().equals(POISON));
        if (fate < storeFaults) {
            if (fate % 4 == 0 && !poisoned) {
                put(batch); // the commit went through, its confirmation did not
            }
            if (fate % 4 == 1) {
                throw new IllegalStateException("on purpose");
            }
            throw new StoreException(StoreException.Kind.UNAVAILABLE, "on purpose", null);
        }
        if (poisoned) {
            throw new StoreException(StoreException.Kind.POISON, "on purpose", null);
        }
        return put(batch);
    }

    @Override
    public void keep(Kind kind, List<AnalyzedMessage> messages, String reason, int attempts) throws IOException {
        if (fate() < diskFaults) {
            throw new IOException("on purpose");
        }
        messages.forEach(row -> kept.put(identity(row.message()), kind));
    }

    /** Whether a message of this identity survives us. */
    boolean isSafe(Message message) {
        return rows.containsKey(identity(message)) || kept.containsKey(identity(message));
    }

    /** Whether just this message is stored, and not another of its identity. */
    boolean holds(Message message) {
        return rows.values().stream().anyMatch(row -> row.message() == message);
    }

    private int put(List<AnalyzedMessage> batch) {
        int duplicates = 0;
        for (AnalyzedMessage row : batch) {
            duplicates += rows.putIfAbsent(identity(row.message()), row) == null ? 0 : 1;
        }
        return duplicates;
    }

    private synchronized int fate() {
        return random.nextInt(100);
    }

    private static String identity(Message message) {
        return message.botId() + "/" + message.messageId();
    }
}
