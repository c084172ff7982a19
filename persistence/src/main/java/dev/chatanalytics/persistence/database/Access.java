package dev.chatanalytics.persistence.database;

/** What the database lets a session do that was asked just now. */
public enum Access {
    /** It answers and takes rows. */
    WRITABLE("reachable"),
    /** It answers and takes no rows for a while: a standby, or somebody has made it read-only. */
    READ_ONLY("read-only"),
    /** It does not answer. */
    NONE("unreachable");

    private final String label;

    Access(String label) {
        this.label = label;
    }

    /** For operators. */
    public String label() {
        return label;
    }
}
