package dev.chatanalytics.persistence.journal;

import dev.chatanalytics.persistence.progress.LowWaterMark;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * Which messages of this run need not be recovered, and what of that the journal does not say yet. {@link #release} belongs
 * to one thread, all else to the one that writes the journal.
 */
final class Releases {

    private final SequenceQueue released = new SequenceQueue();
    private final LowWaterMark done;
    private final LongConsumer markDone;

    /** Not noted yet; there are few. */
    private final List<Long> withdrawn = new ArrayList<>();

    /** Up to where the journal says it durably. */
    private long noted;

    /** @param first the first sequence, 1 or more */
    Releases(long first) {
        done = new LowWaterMark(first);
        markDone = done::done;
        noted = first - 1;
    }

    /** The message is safe elsewhere. */
    void release(long sequence) {
        released.add(sequence);
    }

    /** Takes in what was released since. */
    void update() {
        released.drain(markDone);
    }

    /** All messages up to this one need not be recovered, as far as {@link #update} knows. */
    long mark() {
        return done.mark();
    }

    /** A record of this message must not be recovered. */
    void withdraw(long sequence) {
        done.done(sequence);
        withdrawn.add(sequence);
    }

    /** There is no record of this message. */
    void skip(long sequence) {
        done.done(sequence);
    }

    /** What was withdrawn above the mark and is not noted, in the order in which it was withdrawn. */
    List<Long> withdrawn() {
        withdrawn.removeIf(sequence -> sequence <= mark());
        return withdrawn;
    }

    /** Whether the journal knows less than is known here. */
    boolean hasNews() {
        return mark() > noted || !withdrawn.isEmpty();
    }

    /** The journal durably says this mark, and names so many of those that were {@link #withdrawn}. */
    void noted(long mark, int named) {
        noted = mark;
        withdrawn.subList(0, named).clear();
    }
}
