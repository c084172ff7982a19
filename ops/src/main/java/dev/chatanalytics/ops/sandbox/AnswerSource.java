package dev.chatanalytics.ops.sandbox;

import dev.chatanalytics.transport.http.HttpAnswer;
import java.util.function.Consumer;

/** Makes the good answers. Called on event loops, so it does not block; closed by whoever made it, after the server. */
interface AnswerSource extends AutoCloseable {

    /**
     * Answers one call, now or soon, on any thread, once; not at all when this throws.
     *
     * @param body of the request; the callee's to keep
     * @throws BadCallException when the body is not a call
     * @throws java.util.concurrent.RejectedExecutionException when too many are waiting
     */
    void answer(byte[] body, Consumer<HttpAnswer> then);

    @Override
    void close();
}
