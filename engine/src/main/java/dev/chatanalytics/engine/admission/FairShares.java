package dev.chatanalytics.engine.admission;

import dev.chatanalytics.engine.Sender;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * Who holds how much of the queue. Thread-safe; takes no lock and allocates nothing.
 *
 * <p>Senders are counted in buckets, by a salted hash, as in stochastic fairness queueing (McKenney, 1990): memory does not
 * grow with their number. Two that fall into one bucket share one share; with the salt they are others after each start.
 */
public final class FairShares {

    /** So many that with thousands of senders hardly two share one: a megabyte. */
    private static final int BUCKETS = 1 << 18;

    private final int salt = ThreadLocalRandom.current().nextInt();
    private final AtomicIntegerArray held = new AtomicIntegerArray(BUCKETS);
    private final AtomicInteger holders = new AtomicInteger();

    /** The bucket of a message: of its sender when the request names one, else of its bot. */
    public int bucketOf(Sender sender, String botId) {
        int hash = (sender == null || sender.id() == null ? botId : sender.id()).hashCode() ^ salt;
        // The last steps of MurmurHash3: strings that differ in their last character only are spread over all buckets.
        hash = (hash ^ hash >>> 16) * 0x85ebca6b;
        hash = (hash ^ hash >>> 13) * 0xc2b2ae35;
        return (hash ^ hash >>> 16) & BUCKETS - 1;
    }

    /** One more message of this bucket is in the queue. */
    public void taken(int bucket) {
        if (held.getAndIncrement(bucket) == 0) {
            holders.incrementAndGet();
        }
    }

    /** One fewer. */
    public void ended(int bucket) {
        if (held.decrementAndGet(bucket) == 0) {
            holders.decrementAndGet();
        }
    }

    /**
     * Whether this bucket, the next message included, would hold more than an even part of so many places. One that holds nothing
     * yet never does, nor does one that is alone.
     */
    boolean exceeds(int bucket, int places) {
        int mine = held.get(bucket);
        int sharing = holders.get();
        return mine > 0 && sharing > 1 && (long) (mine + 1) * sharing > (long) places + sharing - 1;
    }
}
