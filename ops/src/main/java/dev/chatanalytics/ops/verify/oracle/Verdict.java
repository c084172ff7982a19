package dev.chatanalytics.ops.verify.oracle;

import dev.chatanalytics.ops.verify.ledger.Ledger;
import dev.chatanalytics.ops.verify.traffic.Run;
import java.time.Duration;

/**
 * What a trial came to.
 *
 * @param ledger of the whole load
 * @param rows of the run in the table
 * @param unpromised those of them that nobody promised or refused: answered 5xx, or not at all
 * @param toldNotNow those of these that the service answered, and each time with 503
 * @param promised messages that were answered 202
 * @param quietAfter how long after the load the table came to rest
 */
public record Verdict(
        Run run,
        Ledger ledger,
        Findings findings,
        long rows,
        long unpromised,
        long toldNotNow,
        long promised,
        Duration quietAfter) {

    /** Whether every promise held. */
    public boolean held() {
        return findings.none();
    }
}
