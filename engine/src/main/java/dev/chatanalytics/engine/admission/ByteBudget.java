package dev.chatanalytics.engine.admission;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How much heap may be held for messages, wherever they are: being received, waiting, with the NLP API, and answers not yet
 * sent. Bytes are estimates of heap, see {@link Prices}. Thread-safe; never blocks.
 *
 * <p>Whoever charges gives back exactly what it charged, once, so that what is used returns to zero.
 */
public final class ByteBudget {

    /** The part beyond which no new message is taken. What is left serves those that are under way. */
    private static final double FULL = 0.9;

    /** The part that requests may take while they are being received. */
    private static final int RECEIVING_PART = 4;

    private final long capacity;
    private final long fullFrom;
    private final AtomicLong used = new AtomicLong();

    /** @param capacity bytes, above 0 */
    public ByteBudget(long capacity) {
        this.capacity = capacity;
        fullFrom = (long) (capacity * FULL);
    }

    /** Bytes in all. */
    public long capacity() {
        return capacity;
    }

    /** Bytes that are charged now; may be a little more than there are. */
    public long used() {
        return used.get();
    }

    /** Whether new messages may be taken. */
    public boolean hasRoom() {
        return used.get() < fullFrom;
    }

    /** What requests may take all together while they are being received. */
    public long receivingLimit() {
        return capacity / RECEIVING_PART;
    }

    /** Charges what is held already, whether or not there is room; negative gives it back. */
    public void charge(long bytes) {
        used.addAndGet(bytes);
    }

    /** Charges unless that would be more than there is. */
    public boolean tryCharge(long bytes) {
        if (used.addAndGet(bytes) <= capacity) {
            return true;
        }
        used.addAndGet(-bytes);
        return false;
    }
}
