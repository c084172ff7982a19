package dev.chatanalytics.engine.message;

/** A body is not a valid message. Without a stack trace, since senders decide how often it is made. */
public final class RejectedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Rejection rejection;

    RejectedException(String field, String detail) {
        super(detail, null, false, false);
        rejection = new Rejection(field, detail);
    }

    /** What is wrong, and with which member. */
    public Rejection rejection() {
        return rejection;
    }
}
