package dev.chatanalytics.ops;

import dev.chatanalytics.engine.Engine;
import dev.chatanalytics.engine.EngineState;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings to safety what was accepted, for a while. With a journal it can end earlier, and does when the engine has failed:
 * what was answered 202 is on the disk, and the next start stores it. Belongs to the thread that stops the service.
 */
final class Drain {

    private static final Logger LOG = LoggerFactory.getLogger(Drain.class);
    private static final Duration STEP = Duration.ofMillis(20);

    private final Engine engine;
    private final Duration limit;
    private final boolean journal;

    /** @param journal whether what is not stored by the end is kept all the same */
    Drain(Engine engine, Duration limit, boolean journal) {
        this.engine = engine;
        this.limit = limit;
        this.journal = journal;
    }

    /**
     * Takes no more messages and waits.
     *
     * @param hurry whether somebody asks to stop once more; heeded only when that loses nothing
     * @return whether every accepted message is stored or kept
     */
    boolean run(Service.StopQuestion hurry) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        boolean hurried = false;
        while (!engine.drain(STEP)) {
            if (journal && engine.state() == EngineState.FAILED) {
                return givenUp("the engine has failed");
            }
            if (System.nanoTime() - end > 0 || Thread.currentThread().isInterrupted()) {
                return givenUp("after " + limit);
            }
            if (!hurried && hurry.asked(Duration.ZERO)) {
                hurried = true;
                if (journal) {
                    return givenUp("asked to stop once more");
                }
                LOG.warn(
                        "Asked to stop once more, but what was accepted is in memory only: still bringing it to safety");
            }
        }
        return true;
    }

    private boolean givenUp(String why) {
        int left = engine.queueDepth();
        if (journal) {
            LOG.warn(
                    "Stopping without waiting for {} messages ({}): the next start stores them from the journal",
                    left,
                    why);
        } else {
            LOG.error("Gave up with {} messages not yet safe ({})", left, why);
        }
        return journal;
    }
}
