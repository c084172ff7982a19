package dev.chatanalytics.engine;

import dev.chatanalytics.engine.port.Receipt;

/**
 * One body on its way into the engine.
 *
 * @param body the bytes as they came, JSON in UTF-8, which the engine owns from now on when it accepts them
 * @param sender whose request it is
 * @param receipt told exactly once when the body is accepted, on another thread and possibly before the offer returns; never
 *     told else
 */
public record Submission(byte[] body, Sender sender, Receipt receipt) {}
