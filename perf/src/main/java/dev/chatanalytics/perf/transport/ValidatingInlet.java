package dev.chatanalytics.perf.transport;

import dev.chatanalytics.engine.Inlet;
import dev.chatanalytics.engine.OfferResult;
import dev.chatanalytics.engine.Submission;
import dev.chatanalytics.engine.message.MessageParser;
import dev.chatanalytics.engine.message.RejectedException;
import java.util.List;

/** Validates each body, answers at once, and keeps nothing: what transport costs without a ring behind it. For one event loop. */
record ValidatingInlet(MessageParser parser) implements Inlet {

    @Override
    public OfferResult offer(Submission submission) {
        try {
            submission
                    .receipt()
                    .accepted(parser.parse(submission.body(), System.currentTimeMillis() * 1000)
                            .messageId());
        } catch (RejectedException e) {
            submission.receipt().rejected(e.rejection());
        }
        return OfferResult.ACCEPTED;
    }

    @Override
    public OfferResult offerAll(List<Submission> batch) {
        batch.forEach(this::offer);
        return OfferResult.ACCEPTED;
    }

    @Override
    public OfferResult precheck() {
        return OfferResult.ACCEPTED;
    }

    @Override
    public int retryAfterSeconds() {
        return 1;
    }

    @Override
    public long logWaitNanos() {
        return 0;
    }
}
