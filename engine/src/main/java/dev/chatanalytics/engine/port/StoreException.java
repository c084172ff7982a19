package dev.chatanalytics.engine.port;

/** A batch was not stored, or it is not known whether it was. */
public final class StoreException extends Exception {

    private static final long serialVersionUID = 1L;

    /** Whose fault it was, which decides what to do next. */
    public enum Kind {
        /** The store is unwell: the same batch may pass later. */
        UNAVAILABLE,
        /** At least one message of the batch can never be stored. */
        POISON
    }

    private final Kind kind;

    /** @param message one line for operators, which also becomes the reason in a dead letter */
    public StoreException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
