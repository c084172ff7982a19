package dev.chatanalytics.engine.json;

/** Bytes that are not the JSON that is expected; the message says what is wrong, for whoever sent them. */
public final class MalformedJsonException extends Exception {

    private static final long serialVersionUID = 1L;

    /** Without a stack trace: an attacker decides how often it is made. */
    public MalformedJsonException(String detail) {
        super(detail, null, false, false);
    }
}
