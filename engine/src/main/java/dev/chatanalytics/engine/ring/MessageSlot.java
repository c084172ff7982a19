package dev.chatanalytics.engine.ring;

import dev.chatanalytics.engine.Sender;
import dev.chatanalytics.engine.Submission;
import dev.chatanalytics.engine.admission.Prices;
import dev.chatanalytics.engine.message.AnalyzedMessage;
import dev.chatanalytics.engine.message.Message;
import dev.chatanalytics.engine.message.NlpAnalysis;
import dev.chatanalytics.engine.message.Rejection;
import dev.chatanalytics.engine.port.MessageLog;
import dev.chatanalytics.engine.port.Receipt;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One place in the ring, made once and used again and again.
 *
 * <p>Not thread-safe: a slot belongs to one thread at a time, in the order producer, intake, the message log, intake,
 * whoever ends the NLP call, persist, a writer, persist. Each hand-over (a sequence, a queue) publishes what was written
 * before it.
 *
 * <p>A slot without a message has nothing left to do: it was never filled, or its message has come to an end. It still passes
 * all stages, so that it is used again in its turn.
 */
final class MessageSlot implements PersistSignal, MessageLog.Entry {

    private static final Logger LOG = LoggerFactory.getLogger(MessageSlot.class);
    private static final int NO_SHARE = -1;

    private final Consumer<MessageSlot> logged;
    private byte[] body;
    private Sender sender;
    private Receipt receipt;
    private long receivedAtMicros;
    private long receivedNanos;
    private int before;
    private int behind;
    private Message message;
    private NlpAnalysis analysis;
    private boolean admitted;
    private long price;
    private int share = NO_SHARE;
    private Logged log = Logged.NOT;
    private Exception lost;
    private long ticketHigh;
    private long ticketLow;
    private boolean done;

    /** What the message log has of this message. */
    private enum Logged {
        NOT,
        UNDER_WAY,
        DURABLE,
        LOST
    }

    /** @param logged given this slot when the message log has told what became of its message; on any thread */
    MessageSlot(Consumer<MessageSlot> logged) {
        this.logged = logged;
    }

    /**
     * The producer's part.
     *
     * @param place in the batch that was offered together, from 0
     * @param batch how many were
     */
    void fill(Submission submission, long bodyPrice, int place, int batch, long nowMicros, long nowNanos) {
        body = submission.body();
        sender = submission.sender();
        receipt = submission.receipt();
        receivedAtMicros = nowMicros;
        receivedNanos = nowNanos;
        before = place;
        behind = batch - 1 - place;
        admitted = true;
        price = bodyPrice;
    }

    /** The producer's part, for a message that was validated and answered in an earlier run. */
    void refill(Message recovered, long messagePrice, long nowNanos) {
        message = recovered;
        receivedNanos = nowNanos;
        before = 0;
        behind = 0;
        admitted = true;
        price = messagePrice;
    }

    /** Slots of the same batch before this one. */
    int before() {
        return before;
    }

    /** Slots of the same batch behind this one. */
    int behind() {
        return behind;
    }

    /** Whether its sender has no answer yet. */
    boolean awaitsAnswer() {
        return receipt != null;
    }

    /** Whether its sender was told already that it took too long. */
    boolean isWithdrawn() {
        return receipt != null && receipt.isWithdrawn();
    }

    /** Null when a producer claimed the slot and then did not fill it, or filled it with a message. */
    byte[] body() {
        return body;
    }

    Sender sender() {
        return sender;
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

    /** Whether it counts as outstanding. */
    boolean isAdmitted() {
        return admitted;
    }

    /** The bytes that it was charged for. */
    long price() {
        return price;
    }

    void reprice(long bytes) {
        price = bytes;
    }

    /** The body has been read: its message takes its place. */
    void validated(Message read) {
        message = read;
        body = null;
    }

    /** The bucket of {@link dev.chatanalytics.engine.admission.FairShares} in which it counts; negative for none. */
    int share() {
        return share;
    }

    void shares(int bucket) {
        share = bucket;
    }

    void analyzed(NlpAnalysis result) {
        analysis = result;
    }

    long analysisPrice() {
        return Prices.of(analysis);
    }

    /** About as many as the row will have. */
    int chars() {
        return message.text().length()
                + (analysis.json() == null ? 0 : analysis.json().length());
    }

    AnalyzedMessage row() {
        return new AnalyzedMessage(message, analysis);
    }

    /** Gives it to the log, which tells by {@link #durable} or {@link #lost}. */
    void append(MessageLog to) {
        log = Logged.UNDER_WAY;
        to.append(message, this);
    }

    @Override
    public void durable(long high, long low) {
        ticketHigh = high;
        ticketLow = low;
        log = Logged.DURABLE;
        logged.accept(this);
    }

    @Override
    public void lost(Exception why) {
        lost = why;
        log = Logged.LOST;
        logged.accept(this);
    }

    /** The log has failed without a word about this message. */
    void loseIfUntold(Exception why) {
        if (log == Logged.UNDER_WAY) {
            lost(why);
        }
    }

    /** Why it is not durable, or null when it is. */
    Exception whyLost() {
        return lost;
    }

    /** Its message is safe elsewhere: the log need not keep it. */
    void release(MessageLog from) {
        if (log == Logged.DURABLE) {
            log = Logged.NOT;
            from.release(ticketHigh, ticketLow);
        }
    }

    /** Its message was not taken: the log is to forget it. */
    void withdraw(MessageLog from) {
        log = Logged.NOT;
        from.withdraw(ticketHigh, ticketLow);
    }

    /** Tells the sender that the message is taken, and returns whether it was not told anything else before. */
    boolean acknowledge() {
        String id = message.messageId();
        Receipt once = receipt;
        receipt = null;
        try {
            return once.accepted(id);
        } catch (RuntimeException e) {
            LOG.error("A receipt threw, against its contract; its sender may have no answer", e);
            return true;
        }
    }

    /** Tells the sender that the body is no message. */
    void reject(Rejection why) {
        tell(told -> told.rejected(why));
    }

    /** Tells the sender that others have a turn first. */
    void throttle(int retryAfterSeconds) {
        tell(told -> told.throttled(retryAfterSeconds));
    }

    /** Tells the sender to try again, unless it was told something before. */
    void abandon() {
        tell(Receipt::unavailable);
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

    /** Lets go of everything it holds: its message has come to an end. It has nothing left to do but to pass. */
    void empty() {
        body = null;
        sender = null;
        receipt = null;
        message = null;
        analysis = null;
        admitted = false;
        price = 0;
        share = NO_SHARE;
        lost = null;
        before = 0;
        behind = 0;
    }

    /** It can be used again in its turn. */
    boolean isDone() {
        return done;
    }

    void markDone() {
        done = true;
    }

    /** To be filled again. */
    void reuse() {
        log = Logged.NOT;
        done = false;
    }
}
