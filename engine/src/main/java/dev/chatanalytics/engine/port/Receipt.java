package dev.chatanalytics.engine.port;

import dev.chatanalytics.engine.message.Rejection;

/**
 * Tells one sender what became of its body. The engine calls exactly one of these, exactly once, for each body that it
 * accepted; never for one that it refused.
 *
 * <p>Called on a thread of the ring, so an implementation hands over and returns: it must not block and must not throw.
 */
public interface Receipt {

    /** The message is valid and as durable as {@code durability.mode} says. */
    void accepted(String messageId);

    /** The body is not a valid message and is dropped. */
    void rejected(Rejection why);

    /** The message could not be made durable, or the engine failed. The sender may safely send it again. */
    void unavailable();
}
