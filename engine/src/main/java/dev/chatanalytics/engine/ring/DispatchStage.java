package dev.chatanalytics.engine.ring;

import dev.chatanalytics.engine.nlp.NlpCalls;
import java.util.Queue;

/**
 * Stage 3: starts a call to the NLP API for each message and goes on to the next; the call ends elsewhere and puts the
 * slot into the completion queue. When the API has all it may have, or there is no room for another answer, messages wait here,
 * which fills the queue.
 */
final class DispatchStage implements Stage {

    private final NlpCalls calls;
    private final Queue<PersistSignal> completions;

    /** @param completions has room for every slot of the ring, and each is in it at most once */
    DispatchStage(NlpCalls calls, Queue<PersistSignal> completions) {
        this.calls = calls;
        this.completions = completions;
    }

    @Override
    public String name() {
        return "dispatch";
    }

    @Override
    public boolean handle(MessageSlot slot, long sequence) {
        if (slot.message() == null) {
            complete(slot);
            return true;
        }
        if (slot.awaitsAnswer()) {
            return false; // the log has not told yet whether it is durable
        }
        return calls.tryStart(NlpCalls.Priority.LIVE, slot.message().text(), analysis -> {
            slot.analyzed(analysis);
            complete(slot);
        });
    }

    private void complete(MessageSlot slot) {
        if (!completions.offer(slot)) {
            throw new IllegalStateException("the completion queue is full, which cannot be: a slot is in it twice");
        }
    }
}
