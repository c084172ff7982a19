package dev.chatanalytics.persistence.deadletter;

import dev.chatanalytics.engine.message.AnalyzedMessage;
import dev.chatanalytics.engine.port.MessageStore;
import dev.chatanalytics.engine.port.StoreException;
import dev.chatanalytics.engine.port.StoreException.Kind;
import dev.chatanalytics.persistence.testing.Messages;
import java.util.ArrayList;
import java.util.List;

/** A store in memory that can be away; like PostgreSQL it refuses a text with NUL. */
final class ScriptedStore implements MessageStore {

    private final List<AnalyzedMessage> rows = new ArrayList<>();
    private boolean away;
    private int failAfter = Integer.MAX_VALUE;
    private int failures;
    private int largest;

    @Override
    public synchronized int store(List<AnalyzedMessage> batch) throws StoreException {
        if (away || --failAfter < 0) {
            failures++;
            throw new StoreException(Kind.UNAVAILABLE, "away", null);
        }
        if (batch.stream().anyMatch(row -> row.message().text().equals(Messages.POISON_TEXT))) {
            throw new StoreException(Kind.POISON, "NUL", null);
        }
        largest = Math.max(largest, batch.size());
        int before = rows.size();
        batch.stream().filter(row -> !rows.contains(row)).forEach(rows::add);
        return batch.size() - (rows.size() - before);
    }

    synchronized void away(boolean on) {
        away = on;
    }

    /** So many calls succeed from now. */
    synchronized void failAfter(int calls) {
        failAfter = calls;
    }

    synchronized int failures() {
        return failures;
    }

    synchronized int largest() {
        return largest;
    }

    synchronized List<AnalyzedMessage> rows() {
        return List.copyOf(rows);
    }
}
