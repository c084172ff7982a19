package dev.chatanalytics.persistence.journal;

/**
 * What earlier runs had left. Immutable.
 *
 * @param messages handed over
 * @param alreadySafe not handed over, since the journal itself says that they were safe elsewhere
 * @param withdrawn not handed over, since their senders had been told that they were not taken
 * @param segments files read
 * @param badSegments of them, files with damage in the middle, or that could not be read to the end
 * @param tornBytes cut off at the ends of segments: what a killed process was writing, and had not answered for
 */
public record Recovered(
        long messages, long alreadySafe, long withdrawn, int segments, int badSegments, long tornBytes) {}
