package dev.chatanalytics.persistence.journal;

/**
 * A segment that is no longer written to. Immutable.
 *
 * @param lastSequence the highest when it was committed last; it is of no more use once all up to this are safe elsewhere
 */
record Segment(SegmentName name, long bytes, long lastSequence) {}
