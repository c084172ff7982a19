package dev.chatanalytics.ops.sandbox;

/** A body that is not {@code {"text":"…"}}. The message says why. */
final class BadCallException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BadCallException(String why) {
        super(why, null, false, false);
    }
}
