package dev.chatanalytics.engine.ring;

import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.Sequence;

/**
 * Where the ring may be filled again: its {@link Sequence} stands at the longest prefix of slots that have come to their end, in
 * whatever order they did, and gates the producers. Used by the thread that ends slots; {@link #sequence} and {@link #passed} are
 * for any.
 *
 * <pre>
 *   sequence:   17  18  19  20  21  22         ended: ●   not yet: ○
 *               ●   ●   ○   ●   ●   ○    →    the sequence stands at 18; 20 and 21 have ended already
 * </pre>
 */
final class SlotReuse {

    private final RingBuffer<MessageSlot> ring;
    private final SlotEnds ends;
    private final Sequence sequence = new Sequence();
    private long ended;
    private volatile long passed;

    SlotReuse(RingBuffer<MessageSlot> ring, SlotEnds ends) {
        this.ring = ring;
        this.ends = ends;
    }

    /** The slot's message has come to its end, or it had none. What it held is free at once, itself only in its turn. */
    void end(MessageSlot slot) {
        ends.end(slot);
        slot.markDone();
        ended++;
    }

    /** Lets the producers have what has ended by now. */
    void advance() {
        long last = sequence.get();
        long next = last + 1;
        for (MessageSlot slot = ring.get(next); slot.isDone(); slot = ring.get(next)) {
            slot.reuse();
            next++;
        }
        if (next - 1 > last) {
            sequence.set(next - 1);
        }
        passed = ended;
        ends.giveBack();
    }

    /** Every slot up to this one can be used again. */
    Sequence sequence() {
        return sequence;
    }

    /** How many slots have come to their end, in whatever order. */
    long passed() {
        return passed;
    }
}
