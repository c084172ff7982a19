package dev.chatanalytics.engine.ring;

import dev.chatanalytics.engine.admission.Admission;
import dev.chatanalytics.engine.admission.Prices;
import dev.chatanalytics.engine.message.Message;
import dev.chatanalytics.engine.message.MessageParser;
import dev.chatanalytics.engine.message.RejectedException;
import dev.chatanalytics.engine.port.EngineMetrics;
import dev.chatanalytics.engine.port.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stage 1: bodies become messages, or are answered as rejected. Here a message's bot is known for the first time, so here it is
 * judged whether its sender holds more than a fair share of a queue that is more than half full.
 */
final class ValidateStage implements Stage {

    private static final Logger LOG = LoggerFactory.getLogger(ValidateStage.class);

    private final MessageParser parser;
    private final Admission admission;
    private final SlotEnds ends;
    private final EngineMetrics metrics;

    ValidateStage(MessageParser parser, Admission admission, SlotEnds ends, EngineMetrics metrics) {
        this.parser = parser;
        this.admission = admission;
        this.ends = ends;
        this.metrics = metrics;
    }

    @Override
    public String name() {
        return "validate";
    }

    @Override
    public boolean handle(MessageSlot slot, long sequence) {
        if (slot.body() != null) {
            validate(slot);
        } else if (slot.message() != null) {
            share(slot, bucketOf(slot, slot.message()));
        }
        return true;
    }

    @Override
    public void endOfTurn() {
        ends.giveBack();
    }

    private void validate(MessageSlot slot) {
        try {
            Message message = parser.parse(slot.body(), slot.receivedAtMicros());
            int bucket = bucketOf(slot, message);
            if (admission.isUnfair(bucket)) {
                end(slot, Outcome.THROTTLED, () -> slot.throttle(admission.retryAfterSeconds()));
            } else {
                slot.validated(message);
                ends.reprice(slot, Prices.of(message));
                share(slot, bucket);
            }
        } catch (RejectedException e) {
            end(slot, Outcome.REJECTED, () -> slot.reject(e.rejection()));
        } catch (RuntimeException e) {
            LOG.error("Validation failed by a fault of its own; the sender is told to try again", e);
            end(slot, Outcome.UNACKNOWLEDGED, slot::abandon);
        }
    }

    private int bucketOf(MessageSlot slot, Message message) {
        return admission.shares().bucketOf(slot.sender(), message.botId());
    }

    private void share(MessageSlot slot, int bucket) {
        slot.shares(bucket);
        admission.shares().taken(bucket);
    }

    private void end(MessageSlot slot, Outcome outcome, Runnable tell) {
        metrics.messages(outcome, 1);
        tell.run();
        ends.end(slot);
    }
}
