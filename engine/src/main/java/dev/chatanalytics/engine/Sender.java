package dev.chatanalytics.engine;

/**
 * Whose request it is, as far as its head tells. Immutable.
 *
 * @param id of the client, or null when the head names none: then the bot of the message stands for it
 */
public record Sender(String id) {

    /** The head names nobody. */
    public static final Sender ANONYMOUS = new Sender(null);
}
