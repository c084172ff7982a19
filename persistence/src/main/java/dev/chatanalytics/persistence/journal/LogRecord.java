package dev.chatanalytics.persistence.journal;

import dev.chatanalytics.engine.message.Message;
import java.util.List;

/** One record as a segment has it. Immutable. */
sealed interface LogRecord {

    /** Up to where the messages of the run were safe elsewhere when this was written. */
    long released();

    /**
     * A message.
     *
     * @param sequence its place in the run that took it
     */
    record Logged(long sequence, long released, Message message) implements LogRecord {}

    /**
     * Written where no message says it, or not enough.
     *
     * @param withdrawn sequences of messages that are not to be recovered
     */
    record Watermark(long released, List<Long> withdrawn) implements LogRecord {}
}
