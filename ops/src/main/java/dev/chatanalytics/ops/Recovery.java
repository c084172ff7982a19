package dev.chatanalytics.ops;

import dev.chatanalytics.engine.Engine;
import dev.chatanalytics.engine.EngineState;
import dev.chatanalytics.engine.OfferResult;
import dev.chatanalytics.engine.message.Message;
import dev.chatanalytics.persistence.journal.FileMessageLog;
import dev.chatanalytics.persistence.journal.Recovered;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings what an earlier run had answered for, and may not have stored, to safety before new messages are taken. The
 * files of that run go only when all of it is safe, so a crash in between costs nothing but time.
 *
 * <p>Belongs to the thread that starts the service.
 */
final class Recovery {

    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);
    private static final Duration PAUSE = Duration.ofMillis(10);

    private final FileMessageLog journal;
    private final Engine engine;
    private final Service.StopQuestion stop;

    Recovery(FileMessageLog journal, Engine engine, Service.StopQuestion stop) {
        this.journal = journal;
        this.engine = engine;
        this.stop = stop;
    }

    /** Ends the reading: nobody wants to know the rest. */
    private static final class StoppedException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** @return false when it was asked to stop, or the engine failed, before all was safe */
    boolean run() throws InterruptedException {
        Recovered recovered;
        try {
            recovered = journal.recover(this::readmit);
        } catch (StoppedException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException("while messages of an earlier run were read");
            }
            return false;
        }
        while (engine.queueDepth() > 0) {
            if (engine.state() == EngineState.FAILED || stop.asked(PAUSE)) {
                return false;
            }
        }
        journal.forgetRecovered();
        if (recovered.segments() > 0) {
            LOG.info("Brought {} messages of an earlier run to safety ({})", recovered.messages(), recovered);
        }
        return true;
    }

    private void readmit(Message message) {
        try {
            OfferResult result = engine.readmit(message);
            while (result != OfferResult.ACCEPTED && result != OfferResult.CLOSED && !stop.asked(PAUSE)) {
                result = engine.readmit(message);
            }
            if (result != OfferResult.ACCEPTED) {
                throw new StoppedException();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoppedException();
        }
    }
}
