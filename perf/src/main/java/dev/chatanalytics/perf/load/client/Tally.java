package dev.chatanalytics.perf.load.client;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Counts of one sender thread, which any thread may read. Only the sender writes, so a count is a plain add and an
 * ordered store.
 */
public final class Tally {

    /** What is counted besides answers by status. */
    public enum Count {
        /** Requests written. */
        SENT,
        /** Connections that ended with a request unanswered. */
        LOST,
        /** Sent late because the sender itself was. */
        LATE_SENDER,
        /** Sent late because no connection was free. */
        LATE_CONNECTION
    }

    private static final int STATUSES = 1000;

    private final AtomicLongArray counts = new AtomicLongArray(STATUSES + Count.values().length);

    void add(Count count) {
        increment(STATUSES + count.ordinal());
    }

    void answered(int status) {
        increment(Math.min(status, STATUSES - 1));
    }

    /** The count so far. */
    public long get(Count count) {
        return counts.get(STATUSES + count.ordinal());
    }

    /** How many answers had each status; statuses that never came are absent. */
    public Map<Integer, Long> answers() {
        Map<Integer, Long> all = new TreeMap<>();
        for (int status = 0; status < STATUSES; status++) {
            long n = counts.get(status);
            if (n > 0) {
                all.put(status, n);
            }
        }
        return all;
    }

    private void increment(int index) {
        counts.lazySet(index, counts.get(index) + 1);
    }
}
