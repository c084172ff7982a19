package dev.chatanalytics.engine.admission;

import dev.chatanalytics.engine.EngineOptions;
import dev.chatanalytics.engine.OfferResult;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Whether there is room for a message: places in the queue, bytes, and time until it is durable. Counts what was admitted and
 * has not ended. Thread-safe; never blocks.
 *
 * <p>Whoever was admitted owes one {@link #ended}, however its way ends.
 */
public final class Admission {

    /** The part of the queue that must be in use before it tells how fast it could be emptied. */
    private static final int PRESSED = 4;

    /** Less is reserved for answers of the NLP API when all is well. */
    private static final double BYTES_SHORT = 0.75;

    private final int capacity;
    private final int usable;
    private final ByteBudget bytes;
    private final LogPace pace;
    private final FairShares shares = new FairShares();
    private final DrainRate drain = new DrainRate();
    private final AtomicInteger outstanding = new AtomicInteger();
    private final AtomicLong drained = new AtomicLong();

    public Admission(EngineOptions.Ring options, ByteBudget bytes, LogPace pace) {
        capacity = options.size();
        usable = capacity - Math.max(1, (int) Math.ceil(capacity * options.rejectBelow())) + 1;
        this.bytes = bytes;
        this.pace = pace;
    }

    /**
     * Admits messages that belong together, all or none.
     *
     * @param messages how many
     * @param price of all of them, by {@link Prices}
     * @return {@code ACCEPTED}, {@code ACCEPTED_SLOW}, {@code FULL} or {@code LOG_SLOW}
     */
    public OfferResult admit(int messages, long price) {
        if (!bytes.hasRoom()) {
            return OfferResult.FULL;
        }
        boolean slow = pace.isTooSlow();
        if (slow && !pace.letsIn()) {
            return OfferResult.LOG_SLOW;
        }
        if (!claim(messages, usable)) {
            return OfferResult.FULL;
        }
        bytes.charge(price);
        return slow ? OfferResult.ACCEPTED_SLOW : OfferResult.ACCEPTED;
    }

    /** Admits one message that was answered for in an earlier run, to the last place. */
    public boolean readmit(long price) {
        if (!bytes.hasRoom() || !claim(1, capacity)) {
            return false;
        }
        bytes.charge(price);
        return true;
    }

    private boolean claim(int messages, int places) {
        if (outstanding.addAndGet(messages) <= places) {
            return true;
        }
        outstanding.addAndGet(-messages);
        return false;
    }

    /** What {@link #admit} would say of one message; nothing is claimed. */
    public OfferResult outlook() {
        if (!bytes.hasRoom() || outstanding.get() >= usable) {
            return OfferResult.FULL;
        }
        return pace.isTooSlow() && !pace.mayLetIn() ? OfferResult.LOG_SLOW : OfferResult.ACCEPTED;
    }

    /** Admitted messages did not get in after all. */
    public void refund(int messages, long price) {
        outstanding.addAndGet(-messages);
        bytes.charge(-price);
    }

    /** Admitted messages have come to their end, which held so many bytes by then. */
    public void ended(int messages, long price) {
        bytes.charge(-price);
        outstanding.addAndGet(-messages);
    }

    /** So many of those that have ended went all the way: that is how fast the queue can be emptied. */
    public void drained(int messages) {
        drained.addAndGet(messages);
    }

    /** Admitted messages hold so many bytes more, or fewer, than before. */
    public void reprice(long more) {
        bytes.charge(more);
    }

    /**
     * Whether a sender holds more than its share while it matters: more than half of the queue is in use, in messages or in
     * bytes. When bytes are what is short, places are as many as the messages of the moment would need for all of them.
     */
    public boolean isUnfair(int bucket) {
        int messages = outstanding.get();
        long used = Math.max(1, bytes.used());
        if (messages <= capacity / 2 && used <= bytes.capacity() * BYTES_SHORT) {
            return false;
        }
        return shares.exceeds(bucket, (int) Math.min(usable, messages * (double) bytes.capacity() / used));
    }

    /** Who holds how much of the queue. */
    public FairShares shares() {
        return shares;
    }

    /** How long commits of the log take. */
    public LogPace pace() {
        return pace;
    }

    /** Called once a second, on one thread. */
    public void look() {
        boolean pressed = outstanding.get() > capacity / PRESSED || bytes.used() > bytes.capacity() / PRESSED;
        drain.look(drained.get(), pressed);
    }

    /** Messages admitted and not ended. */
    public int outstanding() {
        return Math.max(0, outstanding.get());
    }

    /** Messages at most. */
    public int capacity() {
        return capacity;
    }

    /** Seconds after which a refused sender should try again, 1 to 30, jittered. */
    public int retryAfterSeconds() {
        // A message waits for the commit that is under way when it comes, and for its own.
        double commits = pace.isTooSlow() ? 2.0 * pace.commitNanos() / TimeUnit.SECONDS.toNanos(1) : 0;
        return drain.retryAfterSeconds(outstanding(), commits);
    }
}
