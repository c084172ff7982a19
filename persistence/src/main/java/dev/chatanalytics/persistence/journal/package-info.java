/**
 * What makes a 202 outlive the process: a segmented, checksummed journal, and its recovery.
 *
 * <pre>
 *  append, commit ────► FileMessageLog ──► Batch ──► SegmentChain ──► ActiveSegment ──► SegmentFile ──► disk
 *  entries ◄── durable, lost ──┘             │ mark, withdrawn                                           │
 *  release, withdraw, idle ──► Releases ─────┘                                                           │
 *                                                                                                        │
 *  ring  ◄── recover ── Leftovers ◄── RunReading ◄── SegmentReader ◄─────────────────────── a new process ┘
 * </pre>
 */
package dev.chatanalytics.persistence.journal;
