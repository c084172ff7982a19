package dev.chatanalytics.transport.ingest;

import dev.chatanalytics.engine.Inlet;
import dev.chatanalytics.transport.http.HttpAnswer;
import dev.chatanalytics.transport.http.LateAnswer;

/**
 * Says when one message has waited for too long: for this process, or for the disk. Time that the log was at work is the
 * disk's. That is measured by another clock, which goes on when the process stands still, so a message that lived through a
 * pause may be given more time, never less. Event loop of the exchange only.
 *
 * @param logNanosBefore what the log had been at work when the message was offered
 * @param ingestNanos for this process
 * @param commitNanos for the disk
 */
record Patience(Inlet inlet, long logNanosBefore, long ingestNanos, long commitNanos) implements LateAnswer {

    @Override
    public HttpAnswer after(long waitedNanos) {
        long logNanos = inlet.logWaitNanos() - logNanosBefore;
        if (logNanos <= commitNanos && waitedNanos - logNanos <= ingestNanos) {
            return null;
        }
        return Refusals.TOO_LATE.after(inlet.retryAfterSeconds());
    }
}
