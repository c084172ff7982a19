package dev.chatanalytics.persistence.database;

import java.time.Duration;

/**
 * How many connections a pool has and how long it waits. Immutable.
 *
 * @param size connections at most
 * @param idle connections kept open though nobody uses them
 * @param take how long to wait for a connection; one that is being opened then goes on being opened
 * @param write how long a statement may take
 */
record PoolLimits(int size, int idle, Duration take, Duration write) {

    private static final int IDLE = 2;
    private static final Duration PATIENT_TAKE = Duration.ofSeconds(2);
    private static final Duration PATIENT_WRITE = Duration.ofSeconds(10);

    /** For messages that have just come in, as configured. */
    static PoolLimits live(DatabaseOptions options) {
        Duration timeout = options.writeTimeout();
        return new PoolLimits(options.poolSize(), Math.min(IDLE, options.poolSize()), timeout, timeout);
    }

    /** For work that nobody waits for: connections that live messages never miss, and much time. */
    static PoolLimits patient(DatabaseOptions options, int connections) {
        Duration timeout = options.writeTimeout();
        return new PoolLimits(connections, 0, longer(timeout, PATIENT_TAKE), longer(timeout, PATIENT_WRITE));
    }

    /** From asking for a connection: half as much again, for the server to cancel a statement by itself before. */
    Duration cutOff() {
        return write.multipliedBy(3).dividedBy(2);
    }

    private static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) > 0 ? a : b;
    }
}
