package dev.chatanalytics.ops.verify.chaos;

/**
 * What became of a scheduled fault. Immutable.
 *
 * @param from seconds since the load began
 * @param to when the part worked again; not a number while it does not
 * @param note what there is to say, such as why it was left out; may be empty
 */
public record FaultRecord(ScheduledFault fault, double from, double to, Result result, String note) {

    /** How it went. */
    public enum Result {
        RUNNING,
        DONE,
        SKIPPED
    }
}
