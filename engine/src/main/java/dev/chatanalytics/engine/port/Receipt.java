package dev.chatanalytics.engine.port;

import dev.chatanalytics.engine.message.Rejection;

/**
 * Tells one sender what became of its body. The engine calls exactly one of the first four, exactly once, for each body that
 * it accepted, unless it finds the receipt withdrawn; never for one that it refused.
 *
 * <p>Called on a thread of the ring, so an implementation hands over and returns: it must not block and must not throw.
 */
public interface Receipt {

    /**
     * The message is valid and as durable as {@code durability.mode} says.
     *
     * @return whether its sender is told so; false when it was told something else before, such as that it took too long. The
     *     message is withdrawn then: neither analysed nor stored
     */
    boolean accepted(String messageId);

    /** The body is not a valid message and is dropped. */
    void rejected(Rejection why);

    /** The queue is more than half full and this sender holds more than its share of it: again after so many seconds. */
    void throttled(int retryAfterSeconds);

    /** The message could not be made durable, or the engine failed. The sender may safely send it again. */
    void unavailable();

    /** Whether its sender has been told something else already, so that nothing need be done for the message any more. */
    boolean isWithdrawn();
}
