package dev.chatanalytics.persistence.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatanalytics.engine.message.Message;
import dev.chatanalytics.engine.port.MessageLog;
import java.util.ArrayList;
import java.util.List;

/** An entry that remembers what it was told, and bears to be told once. */
final class ToldEntry implements MessageLog.Entry {

    private int told;
    private long high;
    private long low;
    private Exception why;

    static ToldEntry append(MessageLog log, Message message) {
        ToldEntry entry = new ToldEntry();
        log.append(message, entry);
        return entry;
    }

    /** Appends all, then commits: each has been told by then. */
    static List<ToldEntry> commit(MessageLog log, List<Message> messages) {
        List<ToldEntry> entries = new ArrayList<>();
        messages.forEach(message -> entries.add(append(log, message)));
        log.commit();
        assertThat(entries).as("told once").allMatch(entry -> entry.told == 1);
        return entries;
    }

    @Override
    public void durable(long ticketHigh, long ticketLow) {
        told++;
        high = ticketHigh;
        low = ticketLow;
    }

    @Override
    public void lost(Exception fault) {
        told++;
        why = fault;
    }

    boolean isTold() {
        assertThat(told).isLessThanOrEqualTo(1);
        return told == 1;
    }

    boolean isDurable() {
        return isTold() && why == null;
    }

    /** Why it is lost, or null when it is not. */
    Exception why() {
        return isTold() ? why : null;
    }

    long sequence() {
        assertThat(isDurable()).as("has a ticket").isTrue();
        return low;
    }

    void release(MessageLog log) {
        assertThat(isDurable()).as("has a ticket").isTrue();
        log.release(high, low);
    }

    void withdraw(MessageLog log) {
        assertThat(isDurable()).as("has a ticket").isTrue();
        log.withdraw(high, low);
    }
}
