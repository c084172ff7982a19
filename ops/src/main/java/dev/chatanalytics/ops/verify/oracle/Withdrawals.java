package dev.chatanalytics.ops.verify.oracle;

/**
 * Whether a 503 says that the message is not stored. The service withdraws it and has its journal remember that; a kill
 * before the journal has done so leaves the message to the next start, which stores it. Nothing else does.
 */
public enum Withdrawals {
    /** The service was never killed: a row that was only ever answered 503 is a breach. */
    HOLD,
    /** It was killed, or nobody knows: such rows are counted. */
    MAY_BE_LOST
}
