package dev.chatanalytics.ops.verify.ledger;

/** What the ledger says about a message's row. */
public enum Obligation {
    /** Answered 202 at least once: there exactly once. */
    MUST,
    /** Sent, and nobody promised or refused it for certain: there at most once. */
    MAY,
    /** Only ever refused, or never sent: not there. */
    MUST_NOT
}
