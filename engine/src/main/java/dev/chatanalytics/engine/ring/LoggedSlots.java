package dev.chatanalytics.engine.ring;

import org.jctools.queues.MpscArrayQueue;

/**
 * Slots of which the message log has told what became of them, on their way back to the intake thread. Any thread adds; the
 * intake polls.
 */
final class LoggedSlots {

    private final MpscArrayQueue<MessageSlot> slots;
    private volatile IntakeProcessor intake;

    /** @param ringSize as many as can be in here at once, since each slot is at most once */
    LoggedSlots(int ringSize) {
        slots = new MpscArrayQueue<>(ringSize);
    }

    /** Whom to wake when a slot comes from another thread. */
    void wakes(IntakeProcessor waiting) {
        intake = waiting;
    }

    void add(MessageSlot slot) {
        if (!slots.offer(slot)) {
            throw new IllegalStateException("more slots than the ring has: a message's log has told of it twice");
        }
        IntakeProcessor waiting = intake;
        if (waiting != null && !waiting.isCurrentThread()) {
            waiting.wake();
        }
    }

    /** Null when there is none. */
    MessageSlot poll() {
        return slots.poll();
    }
}
