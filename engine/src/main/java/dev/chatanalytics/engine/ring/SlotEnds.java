package dev.chatanalytics.engine.ring;

import dev.chatanalytics.engine.admission.Admission;

/**
 * Ends the way of messages, and gives back what their slots hold: a place in the queue, bytes, a part of their sender's share.
 * Adds up, and gives back once a turn. Used by one thread of the ring, which has one of its own.
 */
final class SlotEnds {

    private final Admission admission;
    private final boolean safe;
    private int messages;
    private long bytes;
    private long cheaper;

    private SlotEnds(Admission admission, boolean safe) {
        this.admission = admission;
        this.safe = safe;
    }

    /** For messages that end on their way: rejected, throttled, withdrawn, or not durable. */
    static SlotEnds early(Admission admission) {
        return new SlotEnds(admission, false);
    }

    /** For messages that end safe, which is what the queue is emptied by. */
    static SlotEnds safe(Admission admission) {
        return new SlotEnds(admission, true);
    }

    /** The message has come to its end, whichever; a slot that holds none is only emptied. */
    void end(MessageSlot slot) {
        if (slot.isAdmitted()) {
            messages++;
            bytes += slot.price();
            if (slot.share() >= 0) {
                admission.shares().ended(slot.share());
            }
        }
        slot.empty();
    }

    /** The message holds as much as this from now on. */
    void reprice(MessageSlot slot, long price) {
        cheaper += slot.price() - price;
        slot.reprice(price);
    }

    /** Gives back what has added up. */
    void giveBack() {
        if (cheaper != 0) {
            admission.reprice(-cheaper);
            cheaper = 0;
        }
        if (messages > 0) {
            int ended = messages;
            messages = 0;
            admission.ended(ended, bytes);
            if (safe) {
                admission.drained(ended);
            }
            bytes = 0;
        }
    }
}
