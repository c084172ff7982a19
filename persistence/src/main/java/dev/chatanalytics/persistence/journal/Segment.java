package dev.chatanalytics.persistence.journal;

/**
 * A segment that is no longer written to. Immutable.
 *
 * @param lastSequence of its last committed message; it is of no more use once this one is safe elsewhere
 */
record Segment(SegmentName name, long bytes, long lastSequence) {}
