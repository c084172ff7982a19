package dev.chatanalytics.engine.port;

/**
 * Asks the NLP API, one attempt a call. Retries, the circuit breaker and the limit of calls in flight are the engine's.
 *
 * <p>Called on the intake thread and on the timer thread, up to {@code nlp.concurrency} calls at once; closed by
 * whoever made it, after the engine is closed.
 */
public interface NlpClient {

    /**
     * Starts one attempt and returns at once. Never throws.
     *
     * <p>An attempt that has no answer within the client's time-out fails with {@link NlpFailure.Reason#TIMEOUT}. Time
     * during which this process itself stood still does not count, and an answer that has already arrived is read before
     * the attempt is given up. Its answer may still come: then {@link Callback#answered} follows the failure.
     *
     * @param text the message's text
     * @param callback told once, or twice as said, on any thread, possibly before this method returns
     */
    void analyze(String text, Callback callback);

    /**
     * What became of one attempt. Exactly one method is called, once, except that an answer may follow a time-out. They neither
     * block nor throw.
     */
    interface Callback {

        /** The API answered 200 with this body, whatever is in it. The array is the callee's to keep. */
        void answered(byte[] body);

        /** The API did not answer, or not with 200. */
        void failed(NlpFailure failure);
    }
}
