package dev.chatanalytics.ops.verify.ledger;

/** What a request came to, and what follows for the table. */
public enum Answer {
    /** A promise: the row must be there, once. */
    ACCEPTED("202", "202 accepted"),
    /** The row must not be there. */
    REJECTED("400", "400 refused"),
    /** The row must not be there. */
    THROTTLED("429", "429 too many"),
    /** The row may be there. */
    UNAVAILABLE("5xx", "5xx not now"),
    /** The row may be there. */
    UNANSWERED("none", "no answer"),
    /** A status that the service has no reason for; a breach in itself. */
    OTHER("other", "other");

    private static final int REQUEST_TIMEOUT = 408;

    private final String brief;
    private final String label;

    Answer(String brief, String label) {
        this.brief = brief;
        this.label = label;
    }

    /** For people. */
    public String label() {
        return label;
    }

    /** For a narrow place. */
    public String brief() {
        return brief;
    }

    /** By the HTTP status. A 408 says that the service did not get the request: as good as no answer. */
    public static Answer of(int status) {
        return switch (status) {
            case 202 -> ACCEPTED;
            case 400 -> REJECTED;
            case 429 -> THROTTLED;
            case REQUEST_TIMEOUT -> UNANSWERED;
            default -> status >= 500 && status <= 599 ? UNAVAILABLE : OTHER;
        };
    }

    int bit() {
        return 1 << ordinal();
    }
}
