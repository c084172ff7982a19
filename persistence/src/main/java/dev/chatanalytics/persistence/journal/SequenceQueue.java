package dev.chatanalytics.persistence.journal;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;

/** Numbers on their way from one thread, which adds them, to another, which drains them. Never blocks; has no bound. */
final class SequenceQueue {

    private static final int CHUNK = 512;

    private static final class Chunk {

        private final long[] numbers = new long[CHUNK];
        private final AtomicInteger added = new AtomicInteger();
        private volatile Chunk next;
    }

    /** Of the thread that adds. */
    private Chunk tail = new Chunk();

    /** Of the thread that drains, like the count of what it has read there. */
    private Chunk head = tail;

    private int read;

    void add(long number) {
        int added = tail.added.getPlain();
        if (added == CHUNK) {
            Chunk next = new Chunk();
            tail.next = next;
            tail = next;
            added = 0;
        }
        tail.numbers[added] = number;
        tail.added.setRelease(added + 1);
    }

    /** Hands over all that were added, in that order. */
    void drain(LongConsumer to) {
        while (true) {
            int added = head.added.getAcquire();
            while (read < added) {
                to.accept(head.numbers[read++]);
            }
            if (added < CHUNK || head.next == null) {
                return;
            }
            head = head.next;
            read = 0;
        }
    }
}
