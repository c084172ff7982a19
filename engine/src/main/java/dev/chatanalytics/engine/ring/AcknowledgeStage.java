package dev.chatanalytics.engine.ring;

import dev.chatanalytics.engine.admission.LogPace;
import dev.chatanalytics.engine.port.EngineMetrics;
import dev.chatanalytics.engine.port.MessageLog;
import dev.chatanalytics.engine.port.Outcome;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stage 2: messages become as durable as was promised, and only then are answered. One commit of the log serves a whole turn.
 *
 * <p>The log may tell during the commit, or later and in any order: what it has told comes back through {@link LoggedSlots}. A
 * message whose sender was told meanwhile that it took too long is withdrawn.
 */
final class AcknowledgeStage implements Stage {

    private static final Logger LOG = LoggerFactory.getLogger(AcknowledgeStage.class);

    private final MessageLog log;
    private final LoggedSlots logged;
    private final LogPace pace;
    private final SlotEnds ends;
    private final EngineMetrics metrics;
    private final List<MessageSlot> appended = new ArrayList<>();
    private boolean committed;
    private boolean idledOnce;
    private boolean failing;

    AcknowledgeStage(MessageLog log, LoggedSlots logged, LogPace pace, SlotEnds ends, EngineMetrics metrics) {
        this.log = log;
        this.logged = logged;
        this.pace = pace;
        this.ends = ends;
        this.metrics = metrics;
    }

    @Override
    public String name() {
        return "acknowledge";
    }

    @Override
    public boolean handle(MessageSlot slot, long sequence) {
        // A message of an earlier run is still in that run's log.
        if (slot.message() != null && slot.awaitsAnswer()) {
            if (slot.isWithdrawn()) {
                end(slot, Outcome.WITHDRAWN);
            } else {
                append(slot);
            }
        }
        return true;
    }

    private void append(MessageSlot slot) {
        if (appended.isEmpty()) {
            pace.begin(); // an append may write, too
        }
        appended.add(slot);
        try {
            slot.append(log);
        } catch (RuntimeException e) {
            slot.loseIfUntold(e);
        }
    }

    @Override
    public void endOfTurn() {
        try {
            if (!appended.isEmpty()) {
                commit();
            }
        } finally {
            appended.clear();
            acknowledge();
        }
    }

    private void commit() {
        long began = System.nanoTime();
        try {
            committed = true;
            log.commit();
        } catch (RuntimeException e) {
            lose(e);
        } catch (Error e) {
            lose(e);
            throw e;
        } finally {
            pace.end(true);
            metrics.took(EngineMetrics.Step.LOG_COMMIT, System.nanoTime() - began);
        }
    }

    /** A log does not throw, by contract. When it does all the same, nothing of what it has not told is durable. */
    private void lose(Throwable fault) {
        Exception why = fault instanceof Exception e ? e : new IllegalStateException(fault);
        appended.forEach(slot -> slot.loseIfUntold(why));
    }

    @Override
    public void idle() {
        acknowledge();
        if (committed) {
            committed = false; // commits of messages note what there is, and tell how long they take
            return;
        }
        note();
    }

    private void note() {
        boolean probe = !idledOnce || pace.isTooSlow(); // what the log is like is to be known before the first message
        boolean noted = false;
        idledOnce = true;
        pace.begin();
        try {
            noted = log.idle(probe);
        } finally {
            pace.end(noted);
        }
    }

    /** Answers what the log has told by now. */
    private void acknowledge() {
        for (MessageSlot slot = logged.poll(); slot != null; slot = logged.poll()) {
            if (slot.whyLost() != null) {
                report(slot.whyLost());
                slot.abandon();
                end(slot, Outcome.UNACKNOWLEDGED);
            } else if (!slot.acknowledge()) {
                slot.withdraw(log);
                end(slot, Outcome.WITHDRAWN);
            } else {
                recovered();
            }
        }
        ends.giveBack();
    }

    private void end(MessageSlot slot, Outcome outcome) {
        metrics.messages(outcome, 1);
        ends.end(slot);
    }

    /** Says it once, and not for each message of an hour in which the disk is full. */
    private void report(Exception fault) {
        if (!failing) {
            failing = true;
            LOG.error("Messages cannot be made durable; their senders are told to try again", fault);
        }
    }

    private void recovered() {
        if (failing) {
            failing = false;
            LOG.info("Messages are made durable again");
        }
    }
}
