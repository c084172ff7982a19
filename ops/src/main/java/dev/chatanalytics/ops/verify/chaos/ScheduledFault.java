package dev.chatanalytics.ops.verify.chaos;

import java.time.Duration;

/**
 * One fault of a schedule. Immutable.
 *
 * @param lane 0, or 1 for those that come on top of another
 * @param at when it begins, since the load began; later when the one before it in its lane takes longer than planned
 * @param length how long it lasts, without recovery
 * @param salt for what is drawn within the fault
 */
public record ScheduledFault(FaultKind kind, int lane, Duration at, Duration length, long salt) {

    Duration end() {
        return at.plus(length).plus(kind.recovery());
    }
}
