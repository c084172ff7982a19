package dev.chatanalytics.ops.verify.report;

import dev.chatanalytics.ops.verify.chaos.ChaosResult;
import dev.chatanalytics.ops.verify.ledger.Answer;
import java.util.Locale;

/**
 * How many requests a second there were, beside how many there should have been. Immutable.
 *
 * @param intended as the run was told
 * @param sent over the whole load; nothing is sent while the service is down
 * @param whileUp over the seconds in which the service took messages
 */
public record Rates(int intended, double sent, double whileUp) {

    private static final double ENOUGH = 0.9;

    /** Those of a run. */
    public static Rates of(ChaosResult result) {
        double whileUp = result.samples().stream()
                .filter(sample -> sample.seconds() <= result.loadSeconds())
                .filter(sample -> sample.rates().getOrDefault(Answer.ACCEPTED, 0.0) > 0)
                .mapToDouble(sample -> sample.rate())
                .average()
                .orElse(0);
        double sent = result.verdict().ledger().requests() / Math.max(1, result.loadSeconds());
        return new Rates(result.options().rate(), sent, whileUp);
    }

    /** For people. */
    public String words() {
        return String.format(
                Locale.ROOT,
                "%,d/s intended, %,.0f/s sent, %,.0f/s while the service took messages%s",
                intended,
                sent,
                whileUp,
                whileUp < ENOUGH * intended ? ": less than intended" : "");
    }
}
