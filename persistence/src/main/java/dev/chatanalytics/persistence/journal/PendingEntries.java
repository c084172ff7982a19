package dev.chatanalytics.persistence.journal;

import dev.chatanalytics.engine.port.MessageLog.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ObjLongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The entries of a batch, numbered without a gap from 1. Used by one thread. */
final class PendingEntries {

    private static final Logger LOG = LoggerFactory.getLogger(PendingEntries.class);

    private final List<Entry> entries = new ArrayList<>();
    private long last;

    /** Gives the entry the next sequence. */
    void add(Entry entry) {
        entries.add(entry);
        last++;
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    int size() {
        return entries.size();
    }

    /** The sequence of the first entry, or the one after the last when there is none. */
    long first() {
        return last - entries.size() + 1;
    }

    /** The highest sequence that an entry has had. */
    long last() {
        return last;
    }

    void durable() {
        tell((entry, sequence) -> entry.durable(0, sequence));
    }

    void lost(Exception why) {
        tell((entry, sequence) -> entry.lost(why));
    }

    /** One that cannot bear it costs the others nothing. */
    private void tell(ObjLongConsumer<Entry> news) {
        long sequence = first();
        try {
            for (Entry entry : entries) {
                tell(news, entry, sequence++);
            }
        } finally {
            entries.clear();
        }
    }

    private static void tell(ObjLongConsumer<Entry> news, Entry entry, long sequence) {
        try {
            news.accept(entry, sequence);
        } catch (RuntimeException e) {
            LOG.error("An entry of the journal failed when it was told", e);
        }
    }
}
