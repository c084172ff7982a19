package dev.chatanalytics.engine.ring;

import dev.chatanalytics.engine.nlp.NlpCalls;
import java.util.Queue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stage 3: starts a call to the NLP API for each message and goes on to the next; the call ends elsewhere and puts the
 * slot into the completion queue. When the API has all it may have, messages wait here, which fills the ring.
 */
final class DispatchStage implements Stage {

    private static final Logger LOG = LoggerFactory.getLogger(DispatchStage.class);

    private final NlpCalls calls;
    private final Queue<PersistSignal> completions;

    /** @param completions has room for every slot of the ring, and each is in it at most once */
    DispatchStage(NlpCalls calls, Queue<PersistSignal> completions) {
        this.calls = calls;
        this.completions = completions;
    }

    @Override
    public boolean handle(MessageSlot slot, long sequence) {
        if (slot.message() == null) {
            complete(slot);
            return true;
        }
        return calls.tryStart(slot.message().text(), analysis -> {
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
