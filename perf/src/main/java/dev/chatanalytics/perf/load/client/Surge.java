package dev.chatanalytics.perf.load.client;

import java.time.Duration;

/**
 * Another rate for a part of a schedule.
 *
 * @param rate messages a second, at least 1
 * @param after when it begins, counted from the end of the warm-up
 * @param length how long it lasts; it ends before the schedule does
 */
public record Surge(int rate, Duration after, Duration length) {

    public Surge {
        if (rate < 1) {
            throw new IllegalArgumentException("rate: " + rate + " (expected: 1 or more a second)");
        }
    }

    /** How many messages it sends. */
    long messages() {
        return length.toMillis() * rate / 1000;
    }
}
