package dev.chatanalytics.ops.verify.chaos;

/** What the service is told a 202 shall promise, as {@code durability.mode} has it. */
public enum Durability {
    /** While the process lives. */
    MEMORY,
    /** Also when it is killed. */
    JOURNAL;

    /** As in the configuration. */
    public String key() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
