package dev.chatanalytics.ops.verify.load;

import dev.chatanalytics.ops.verify.ledger.Ledger.Reason;

/**
 * One message to be posted once. Immutable.
 *
 * @param attempt how often its sender has tried before
 */
record Request(int number, int attempt, Reason reason) {

    static Request first(int number) {
        return new Request(number, 0, Reason.FIRST);
    }

    Request again(Reason why) {
        return new Request(number, attempt + 1, why);
    }
}
