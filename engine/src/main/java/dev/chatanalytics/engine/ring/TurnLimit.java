package dev.chatanalytics.engine.ring;

import com.lmax.disruptor.RingBuffer;

/**
 * How far one turn of the intake goes: what it validates before it commits and answers is bounded, in messages and in bytes, so
 * that the first of them does not wait for thousands of others. Bodies that were offered together are never parted. Used by one
 * thread.
 */
final class TurnLimit {

    static final int MOST_MESSAGES = 4_096;
    static final int MOST_BYTES = 2 << 20;

    private final RingBuffer<MessageSlot> ring;

    TurnLimit(RingBuffer<MessageSlot> ring) {
        this.ring = ring;
    }

    /**
     * The last slot of a turn.
     *
     * @param done the last slot of the turn before
     * @param published the last slot that producers have filled
     * @return {@code done} when nothing can be taken yet: of a batch not all is published
     */
    long lastOf(long done, long published) {
        long most = Math.min(published, done + MOST_MESSAGES);
        long last = done;
        for (long bytes = 0; last < most && bytes < MOST_BYTES; last++) {
            byte[] body = ring.get(last + 1).body();
            bytes += body == null ? 0 : body.length;
        }
        return last == done ? done : whole(last, published);
    }

    /** Behind the batch that this slot is of, or before it when not all of it is there. */
    private long whole(long last, long published) {
        MessageSlot slot = ring.get(last);
        return last + slot.behind() <= published ? last + slot.behind() : last - slot.before() - 1;
    }
}
