package dev.chatanalytics.engine.port;

/**
 * What the engine counts and times. Called on the threads of the ring and on those that finish NLP calls, so an
 * implementation is thread-safe, does not block and does not throw.
 *
 * <p>The counts obey {@code offered = accepted + refused} and {@code accepted = stored + duplicate + rejected + throttled +
 * withdrawn + dead-lettered + unacknowledged + in the queue} at any quiet moment.
 */
public interface EngineMetrics {

    /** {@code count} bodies were accepted, refused, or came to their end. */
    void messages(Outcome outcome, int count);

    /** One message was committed to the store, this long after it was received. */
    void stored(long receivedToCommittedNanos);

    /** One attempt at the NLP API ended, {@code failure} null when it brought an analysis. */
    void nlpAttempt(NlpFailure.Reason failure, long nanos);

    /** A message got its analysis from an attempt that had timed out. */
    void nlpLateAnswer();

    /** One of these ended, well or not. */
    void took(Step step, long nanos);

    /** What is timed besides messages and attempts. */
    enum Step {
        /** One commit of the message log, with what was written before it. */
        LOG_COMMIT,
        /** One attempt to write a batch to the store. */
        BATCH_WRITE
    }
}
