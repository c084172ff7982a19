package dev.chatanalytics.persistence.copy;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Whether the next batch is likely to hold rows that are there already: after one that did, until {@value #CLEAN_IN_A_ROW}
 * merged batches in a row did not. Thread-safe, each call takes constant time; the writers of a store share one. It counts
 * batches, not time: what it saves and what it costs is a matter of batches.
 *
 * <p>The number is from a model of what a batch of 200 rows costs, in CPU time of server and client as measured: COPY 1, a
 * merge 1.6, a COPY that fails in the middle 0.6, and a merge after it. A COPY that fails also leaves dead rows and an
 * error in the server's log. When each row is a duplicate with the same probability, a batch costs on average
 *
 * <pre>
 * duplicates        batches with some    always COPY first    2 clean in a row    4 clean in a row    one COPY fails in
 * 0                      0 %             1                    1                   1                   –
 * 0.1 %                 18 %             1.22                 1.34                1.43                8 batches
 * 1 %                   87 %             2.04                 1.61                1.60                64 batches
 * 20 %                 100 %             2.20                 1.60                1.60                the first only
 * </pre>
 *
 * (the last column for 2). So 2 is the least number that makes a COPY fail hardly ever while one bot repeats a row in a
 * hundred, and a single duplicate costs no more than two merges that were not needed.
 */
final class DuplicatesExpected {

    static final int CLEAN_IN_A_ROW = 2;

    private final AtomicInteger cleanToCome = new AtomicInteger();

    /** Whether to merge the next batch rather than to try COPY. */
    boolean now() {
        return cleanToCome.get() > 0;
    }

    /** Tells that a batch had duplicates. */
    void found() {
        cleanToCome.set(CLEAN_IN_A_ROW);
    }

    /** Tells that a merged batch had none. */
    void none() {
        cleanToCome.updateAndGet(left -> Math.max(0, left - 1));
    }
}
