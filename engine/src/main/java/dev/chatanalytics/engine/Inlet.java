package dev.chatanalytics.engine;

import dev.chatanalytics.engine.port.Receipt;

/** The one door into the ring. */
@FunctionalInterface
public interface Inlet {

    /**
     * Offers one body. Never blocks; thread-safe.
     *
     * @param body the bytes as they came, which the engine owns from now on when it accepts them
     * @param receipt told exactly once when the result is {@code ACCEPTED}, on another thread and possibly before this
     *     returns; never told else
     */
    OfferResult offer(byte[] body, Receipt receipt);
}
