package dev.chatanalytics.engine.ring;

import dev.chatanalytics.engine.port.EngineMetrics;
import dev.chatanalytics.engine.port.MessageLog;
import dev.chatanalytics.engine.port.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stage 2: messages become as durable as was promised, and only then are answered. One commit of the log serves all that
 * the ring holds at that moment.
 */
final class AcknowledgeStage implements Stage {

    private static final Logger LOG = LoggerFactory.getLogger(AcknowledgeStage.class);

    private final MessageLog log;
    private final EngineMetrics metrics;
    private final List<MessageSlot> appended = new ArrayList<>();
    private boolean failing;

    AcknowledgeStage(MessageLog log, EngineMetrics metrics) {
        this.log = log;
        this.metrics = metrics;
    }

    @Override
    public boolean handle(MessageSlot slot, long sequence) {
        // A message of an earlier run is still in that run's log.
        if (slot.message() != null && slot.awaitsAnswer()) {
            append(slot, sequence);
        }
        return true;
    }

    @Override
    public void endOfTurn() {
        if (!appended.isEmpty()) {
            try {
                commit();
            } finally {
                appended.clear();
            }
        }
    }

    private void append(MessageSlot slot, long sequence) {
        try {
            log.append(sequence, slot.message());
            appended.add(slot);
        } catch (IOException | RuntimeException e) {
            report(e);
            abandon(slot);
        }
    }

    private void commit() {
        try {
            log.commit();
        } catch (IOException | RuntimeException e) {
            report(e);
            appended.forEach(this::abandon);
            return;
        } catch (Error e) {
            appended.forEach(this::abandon); // nothing of them is durable
            throw e;
        }
        if (failing) {
            failing = false;
            LOG.info("Messages are made durable again");
        }
        appended.forEach(MessageSlot::acknowledge);
    }

    /** Says it once, and not for each message of an hour in which the disk is full. */
    private void report(Exception fault) {
        if (!failing) {
            failing = true;
            LOG.error("Messages cannot be made durable; their senders are told to try again", fault);
        }
    }

    private void abandon(MessageSlot slot) {
        metrics.messages(Outcome.UNACKNOWLEDGED, 1);
        slot.abandon();
    }
}
