package dev.chatanalytics.engine.port;

import dev.chatanalytics.engine.message.Message;
import java.io.IOException;

/**
 * What makes an answer of 202 outlive the process. The acknowledge stage appends the valid messages of a ring batch, then
 * commits once, then answers; the persist stage releases what is safe elsewhere.
 */
public interface MessageLog {

    /** Keeps nothing: a 202 is a promise while the process lives. */
    MessageLog MEMORY = new MessageLog() {
        @Override
        public void append(long sequence, Message message) {}

        @Override
        public void commit() {}

        @Override
        public void release(long sequence) {}
    };

    /** Adds one message. Called on the intake thread only, with rising sequences. */
    void append(long sequence, Message message) throws IOException;

    /** Makes all that was appended durable. Called on the intake thread only; when it throws, nothing since the last commit is. */
    void commit() throws IOException;

    /** Every message up to and including this sequence is safe elsewhere. Called on the persist thread only, rising. */
    void release(long sequence);
}
