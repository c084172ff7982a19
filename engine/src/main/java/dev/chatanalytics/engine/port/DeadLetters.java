package dev.chatanalytics.engine.port;

import dev.chatanalytics.engine.message.AnalyzedMessage;
import java.io.IOException;
import java.util.List;

/**
 * Keeps what could not be stored. Called by several writer threads at once; closed by whoever made it, after the engine
 * is closed.
 */
public interface DeadLetters {

    /** Why messages are kept, which decides whether they are tried again by themselves. */
    enum Kind {
        /** The store was unwell: replayed by themselves once it is back. */
        WAITING,
        /** The store refused exactly this message: kept apart until an operator decides. */
        POISON
    }

    /**
     * Keeps the messages. When it returns they survive the death of the process and of the machine; when it throws, none
     * of them is promised to be kept and the caller still owns them all.
     *
     * @param messages one or more
     * @param reason one line for operators
     * @param attempts how often storing them was tried
     */
    void keep(Kind kind, List<AnalyzedMessage> messages, String reason, int attempts) throws IOException;
}
