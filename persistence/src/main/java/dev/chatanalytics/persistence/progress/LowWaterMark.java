package dev.chatanalytics.persistence.progress;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Up to where all numbers are done, though they become done in any order. One thread calls {@link #done}; {@link #mark} is
 * thread-safe.
 *
 * <pre>
 *        done  done  done   -   done   -    -   done
 *                     ▲      └──────── bitmap ────┘
 *                    mark
 * </pre>
 *
 * <p>One bit a number, from the mark to the highest that is done: a circle of words that grows when that distance does. A
 * number that is never done holds the mark for ever.
 */
public final class LowWaterMark {

    private static final int FIRST_WORDS = 16;

    /** Bit {@code n & 63} of word {@code n >>> 6}, which stands at that number modulo the length. */
    private long[] words = new long[FIRST_WORDS];

    private final AtomicLong mark;

    /** @param first the lowest number that will be done, 0 or more */
    public LowWaterMark(long first) {
        if (first < 0) {
            throw new IllegalArgumentException("first: " + first + " (expected: 0 or more)");
        }
        mark = new AtomicLong(first - 1);
    }

    /** Every number up to and including this one is done. */
    public long mark() {
        return mark.getAcquire();
    }

    /** This number is done. Once more, or one below the first, does nothing. */
    public void done(long number) {
        long next = mark.getPlain() + 1;
        if (number < next) {
            return;
        }
        if ((number >>> 6) - (next >>> 6) >= words.length) {
            grow(next >>> 6, number >>> 6);
        }
        words[at(number >>> 6)] |= 1L << number;
        if (number == next) {
            advance(next);
        }
    }

    private int at(long word) {
        return (int) word & words.length - 1;
    }

    private void advance(long from) {
        long next = from;
        while (true) {
            int run = Long.numberOfTrailingZeros(~(words[at(next >>> 6)] >>> next));
            next += run;
            boolean wordIsFull = run > 0 && (next & 63) == 0;
            if (!wordIsFull) {
                break;
            }
            words[at((next >>> 6) - 1)] = 0;
        }
        mark.setRelease(next - 1);
    }

    private void grow(long first, long last) {
        long[] old = words;
        long length = Long.highestOneBit(last - first) << 1;
        if (length > 1 << 30) {
            throw new IllegalArgumentException(
                    "number in word " + last + " is too far above the mark in word " + first);
        }
        words = new long[(int) length];
        for (long word = first; word < first + old.length; word++) {
            words[at(word)] = old[(int) word & old.length - 1];
        }
    }
}
