package dev.chatanalytics.persistence.deadletter;

import dev.chatanalytics.engine.message.AnalyzedMessage;
import dev.chatanalytics.engine.port.MessageStore;
import dev.chatanalytics.engine.port.StoreException;
import dev.chatanalytics.engine.port.StoreException.Kind;
import dev.chatanalytics.persistence.testing.Messages;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/** A store in memory that can be away, hang, or take few rows; like PostgreSQL it refuses a text with NUL. */
final class ScriptedStore implements MessageStore {

    private final Set<AnalyzedMessage> rows = new LinkedHashSet<>();
    private final CountDownLatch cutOff = new CountDownLatch(1);
    private boolean away;
    private volatile boolean hanging;
    private int failAfter = Integer.MAX_VALUE;
    private int most = Integer.MAX_VALUE;
    private int failures;
    private int largest;
    private int duplicates;

    @Override
    public int store(List<AnalyzedMessage> batch) throws StoreException {
        while (hanging) {
            try {
                cutOff.await();
            } catch (InterruptedException e) {
                throw new AssertionError("nobody interrupts a replay", e);
            }
            hanging = false;
            away(true);
        }
        return storeNow(batch);
    }

    private synchronized int storeNow(List<AnalyzedMessage> batch) throws StoreException {
        if (away || --failAfter < 0 || batch.size() > most) {
            failures++;
            throw new StoreException(Kind.UNAVAILABLE, "away", null);
        }
        if (batch.stream().anyMatch(row -> row.message().text().equals(Messages.POISON_TEXT))) {
            throw new StoreException(Kind.POISON, "NUL", null);
        }
        largest = Math.max(largest, batch.size());
        int before = rows.size();
        rows.addAll(batch);
        int there = batch.size() - (rows.size() - before);
        duplicates += there;
        return there;
    }

    synchronized void away(boolean on) {
        away = on;
    }

    /** Each call blocks until {@link #cutOff}, and fails then. */
    void hang() {
        hanging = true;
    }

    void cutOff() {
        cutOff.countDown();
    }

    /** A larger batch fails, as by a time-out. */
    synchronized void takesAtMost(int rowsAtOnce) {
        most = rowsAtOnce;
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

    /** Rows that were stored again. */
    synchronized int duplicates() {
        return duplicates;
    }

    synchronized List<AnalyzedMessage> rows() {
        return List.copyOf(rows);
    }
}
