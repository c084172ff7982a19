package dev.chatanalytics.ops.verify.ledger;

import dev.chatanalytics.ops.verify.traffic.Size;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Every request and what it was answered: {@code requests = 202 + 400 + 429 + 5xx + no answer + other}, once the load has
 * ended. A message may have several requests: it is retried, or repeated on purpose.
 *
 * <p>One thread writes. Counts may be read by any; what became of a single message only after that thread has ended.
 */
public final class Ledger {

    private static final int SENT = 1 << Answer.values().length;
    private static final int LARGEST = SENT << 1;
    private static final int FAILED = SENT << 2;
    private static final int UNAVAILABLE = 503;
    private static final int FIRST_CAPACITY = 1 << 16;

    private final AtomicInteger messages = new AtomicInteger();
    private final AtomicLong requests = new AtomicLong();
    private final AtomicLong repeats = new AtomicLong();
    private final AtomicLong retries = new AtomicLong();
    private final AtomicLongArray answers = new AtomicLongArray(Answer.values().length);
    private final Map<Integer, Integer> odd = new HashMap<>();
    private short[] fates = new short[FIRST_CAPACITY];

    /** Why a request is made. */
    public enum Reason {
        FIRST,
        /** Its sender had no 202, and sends the same again. */
        RETRY,
        /** Its sender sends the same again for no good reason. */
        REPEAT
    }

    /**
     * A request is on its way. Numbers begin with 0 and leave none out.
     *
     * @param size that counts the first time; a message keeps it
     */
    public void sent(int number, Reason reason, Size size) {
        switch (reason) {
            case FIRST -> first(number, size);
            case RETRY -> retries.incrementAndGet();
            case REPEAT -> repeats.incrementAndGet();
        }
        requests.incrementAndGet();
    }

    /** One request for this message came to this. */
    public void answered(int number, Answer answer) {
        fates[number] |= (short) answer.bit();
        answers.incrementAndGet(answer.ordinal());
    }

    /** One request for this message was answered with this HTTP status. */
    public void status(int number, int status) {
        Answer answer = Answer.of(status);
        if (answer == Answer.OTHER) {
            odd.put(number, status);
        }
        if (answer == Answer.UNAVAILABLE && status != UNAVAILABLE) {
            fates[number] |= (short) FAILED;
        }
        answered(number, answer);
    }

    /** The last HTTP status of this message that there is no reason for, or null. */
    public Integer oddStatus(int number) {
        return odd.get(number);
    }

    /** In which size it was sent. */
    public Size size(int number) {
        return (fates[number] & LARGEST) == 0 ? Size.USUAL : Size.LARGEST;
    }

    private void first(int number, Size size) {
        if (number != messages.get()) {
            throw new IllegalArgumentException("number: " + number + " (expected: " + messages.get() + ")");
        }
        if (number == fates.length) {
            fates = Arrays.copyOf(fates, Math.multiplyExact(fates.length, 2));
        }
        fates[number] = (short) (size == Size.LARGEST ? SENT | LARGEST : SENT);
        messages.incrementAndGet();
    }

    /** Messages that were sent at least once. */
    public int messages() {
        return messages.get();
    }

    public long requests() {
        return requests.get();
    }

    public long retries() {
        return retries.get();
    }

    public long repeats() {
        return repeats.get();
    }

    /** Requests that came to this. */
    public long count(Answer answer) {
        return answers.get(answer.ordinal());
    }

    /** Requests that came to anything. */
    public long answers() {
        return Arrays.stream(Answer.values()).mapToLong(this::count).sum();
    }

    /** Messages that somebody promised to keep. */
    public int promised() {
        int promised = 0;
        for (int number = 0; number < messages(); number++) {
            promised += had(number, Answer.ACCEPTED) ? 1 : 0;
        }
        return promised;
    }

    /** Whether one of its requests came to this. */
    public boolean had(int number, Answer answer) {
        return (fates[number] & answer.bit()) != 0;
    }

    /** What follows for its row. */
    public Obligation obligation(int number) {
        if (number >= messages()) {
            return Obligation.MUST_NOT;
        }
        if (had(number, Answer.ACCEPTED)) {
            return Obligation.MUST;
        }
        int refused = Answer.REJECTED.bit() | Answer.THROTTLED.bit();
        int fate = fates[number] & ~LARGEST;
        return (fate & ~refused) == SENT && fate != SENT ? Obligation.MUST_NOT : Obligation.MAY;
    }

    /** Whether every request for it was answered, and none by more than a refusal or a 503. */
    public boolean wasToldNotNow(int number) {
        int told = Answer.UNAVAILABLE.bit() | Answer.REJECTED.bit() | Answer.THROTTLED.bit();
        int fate = fates[number] & ~LARGEST;
        return (fate & ~told) == SENT && had(number, Answer.UNAVAILABLE);
    }
}
