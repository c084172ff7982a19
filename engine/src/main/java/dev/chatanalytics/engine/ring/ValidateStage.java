package dev.chatanalytics.engine.ring;

import dev.chatanalytics.engine.message.MessageParser;
import dev.chatanalytics.engine.message.RejectedException;
import dev.chatanalytics.engine.port.EngineMetrics;
import dev.chatanalytics.engine.port.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stage 1: bodies become messages, or are answered as rejected. */
final class ValidateStage implements Stage {

    private static final Logger LOG = LoggerFactory.getLogger(ValidateStage.class);

    private final MessageParser parser;
    private final EngineMetrics metrics;

    ValidateStage(MessageParser parser, EngineMetrics metrics) {
        this.parser = parser;
        this.metrics = metrics;
    }

    @Override
    public boolean handle(MessageSlot slot, long sequence) {
        if (slot.body() != null) {
            validate(slot);
        }
        return true;
    }

    private void validate(MessageSlot slot) {
        try {
            slot.validated(parser.parse(slot.body(), slot.receivedAtMicros()));
        } catch (RejectedException e) {
            metrics.messages(Outcome.REJECTED, 1);
            slot.reject(e.rejection());
        } catch (RuntimeException e) {
            LOG.error("Validation failed by a fault of its own; the sender is told to try again", e);
            metrics.messages(Outcome.UNACKNOWLEDGED, 1);
            slot.abandon();
        }
    }
}
