package dev.chatanalytics.engine.ring;

import dev.chatanalytics.engine.message.AnalyzedMessage;
import dev.chatanalytics.engine.message.Message;
import dev.chatanalytics.engine.message.NlpAnalysis;
import dev.chatanalytics.engine.message.Rejection;
import dev.chatanalytics.engine.port.Receipt;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One place in the ring, made once and used again and again.
 *
 * <p>Not thread-safe: a slot belongs to one thread at a time, in the order producer, intake,
 * whoever ends the NLP call, persist, a writer, persist. Each hand-over (a sequence, a queue) publishes what was written
 * before it.
 *
 * <p>A slot without a message has nothing left to do: it was never filled, or its body was rejected or could not be made
 * durable. It still passes all stages, so that it is released in its turn.
 */
final class MessageSlot implements PersistSignal {

    private static final Logger LOG = LoggerFactory.getLogger(MessageSlot.class);

    private byte[] body;
    private Receipt receipt;
    private long receivedAtMicros;
    private long receivedNanos;
    private Message message;
    private NlpAnalysis analysis;
    private boolean done;

    /** The producer's part. */
    void fill(byte[] body, Receipt receipt, long receivedAtMicros, long receivedNanos) {
        this.body = body;
        this.receipt = receipt;
        this.receivedAtMicros = receivedAtMicros;
        this.receivedNanos = receivedNanos;
    }

    /** The producer's part, for a message that was validated and answered in an earlier run. */
    void refill(Message message, long nowNanos) {
        this.message = message;
        this.receivedNanos = nowNanos;
    }

    /** Whether its sender has no answer yet. */
    boolean awaitsAnswer() {
        return receipt != null;
    }

    /** Null when a producer claimed the slot and then did not fill it, or filled it with a message. */
    byte[] body() {
        return body;
    }

    long receivedAtMicros() {
        return receivedAtMicros;
    }

    long receivedNanos() {
        return receivedNanos;
    }

    /** Null when there is nothing left to do. */
    Message message() {
        return message;
    }

    /** The body has been read: its message takes its place. */
    void validated(Message message) {
        this.message = message;
        body = null;
    }

    void analyzed(NlpAnalysis analysis) {
        this.analysis = analysis;
    }

    /** About as many as the row will have. */
    int chars() {
        return message.text().length()
                + (analysis.json() == null ? 0 : analysis.json().length());
    }

    AnalyzedMessage row() {
        return new AnalyzedMessage(message, analysis);
    }

    /** Tells the sender that the message is taken. */
    void acknowledge() {
        String id = message.messageId();
        tell(receipt -> receipt.accepted(id));
    }

    /** Tells the sender that the body is no message, and drops it. */
    void reject(Rejection why) {
        drop();
        tell(receipt -> receipt.rejected(why));
    }

    /** Tells the sender to try again, unless it was told something before, and drops the message. */
    void abandon() {
        drop();
        tell(Receipt::unavailable);
    }

    private void drop() {
        body = null;
        message = null;
    }

    private void tell(Consumer<Receipt> news) {
        Receipt once = receipt;
        receipt = null;
        if (once != null) {
            try {
                news.accept(once);
            } catch (RuntimeException e) {
                LOG.error("A receipt threw, against its contract; its sender may have no answer", e);
            }
        }
    }

    /** Safe, or nothing left to do: it can be released in its turn. */
    boolean isDone() {
        return done;
    }

    void markDone() {
        done = true;
    }

    /** Lets go of everything, so that the ring keeps no message alive. */
    void clear() {
        drop();
        receipt = null;
        analysis = null;
        done = false;
    }
}
