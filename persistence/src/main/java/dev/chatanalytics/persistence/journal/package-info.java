/**
 * What makes a 202 outlive the process: a segmented, checksummed journal, and its recovery.
 *
 * <pre>
 *  append, commit ──► FileMessageLog ──► SegmentChain ──► ActiveSegment ──► SegmentFile ──► disk
 *                                                                                            │
 *  ring  ◄── recover ── Leftovers ◄── RunReading ◄── SegmentReader ◄─────────── a new process ┘
 * </pre>
 */
package dev.chatanalytics.persistence.journal;
