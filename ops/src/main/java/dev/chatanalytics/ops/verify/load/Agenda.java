package dev.chatanalytics.ops.verify.load;

import dev.chatanalytics.ops.verify.ledger.Answer;
import dev.chatanalytics.ops.verify.ledger.Ledger.Reason;
import dev.chatanalytics.ops.verify.traffic.Traffic;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * What the chatbots have still to send besides new messages. They retry, with the same id, time and text, what got no
 * answer or a 5xx; they do not retry a 429, so that what it promises (no row) can be checked. Used by the load's thread.
 */
final class Agenda {

    private static final int ATTEMPTS = 6;
    private static final int MOST_WAITING = 20_000;
    private static final long BACKOFF_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final Traffic traffic;
    private final SplittableRandom jitter;
    private final PriorityQueue<Due> waiting = new PriorityQueue<>();

    private record Due(long at, Request request) implements Comparable<Due> {
        @Override
        public int compareTo(Due other) {
            return Long.compare(at - other.at, 0);
        }
    }

    Agenda(Traffic traffic) {
        this.traffic = traffic;
        jitter = new SplittableRandom(traffic.run().seed());
    }

    /** A message was sent for the first time. */
    void began(Request request, long now) {
        if (traffic.repeat(request.number()) == Traffic.Repeat.AT_ONCE) {
            waiting.add(new Due(now, request.again(Reason.REPEAT)));
        }
    }

    /** A request came to this. */
    void ended(Request request, Answer answer, long now) {
        boolean first = request.reason() == Reason.FIRST;
        if (answer == Answer.ACCEPTED && first && traffic.repeat(request.number()) == Traffic.Repeat.AFTERWARDS) {
            waiting.add(new Due(now, request.again(Reason.REPEAT)));
        } else if (isRetried(request, answer) && waiting.size() < MOST_WAITING) {
            long backoff = BACKOFF_NANOS << request.attempt();
            waiting.add(new Due(now + backoff / 2 + jitter.nextLong(backoff), request.again(Reason.RETRY)));
        }
    }

    /** The next one that is due, or null. */
    Request next(long now) {
        Due due = waiting.peek();
        if (due == null || due.at - now > 0) {
            return null;
        }
        waiting.poll();
        return due.request;
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    private static boolean isRetried(Request request, Answer answer) {
        boolean open = answer == Answer.UNAVAILABLE || answer == Answer.UNANSWERED;
        return open && request.attempt() + 1 < ATTEMPTS;
    }
}
