package dev.chatanalytics.perf.load.client;

import dev.chatanalytics.perf.load.client.Tally.Count;

/** Tells why a message left late: its sender was not running, or no connection was free. Used by one thread. */
final class Blame {

    /** A message is late when it leaves this long after it was meant to. */
    static final long LATE_NANOS = 10_000_000;

    private long lastTick;
    private int missedBelow;
    private int waitingBelow;

    /** @param start of the schedule */
    Blame(long start) {
        lastTick = start;
    }

    /** The sender runs: whatever became due since the last tick, if that is long ago, is late for its own fault. */
    void tick(long now, int due) {
        if (now - lastTick > LATE_NANOS) {
            missedBelow = due;
        }
        lastTick = now;
    }

    /** Messages below {@code due} have to wait for a connection. */
    void noneFree(int due) {
        waitingBelow = due;
    }

    /** Below which number messages were found waiting for a connection. */
    int waitingBelow() {
        return waitingBelow;
    }

    /** What to count for a message that is late. */
    Count of(int message) {
        boolean noneFree = message < waitingBelow && message >= missedBelow;
        return noneFree ? Count.LATE_CONNECTION : Count.LATE_SENDER;
    }
}
