package dev.chatanalytics.ops.sandbox.analysis;

import java.util.List;

/**
 * Reads one text's entries from left to right and adds up what they say. For one text and one thread.
 *
 * <p>A "not" turns and weakens ("not good" is less bad than "bad"), within three words and one clause; a word of degree
 * works on the next two words.
 */
final class SentimentScan {

    private static final int NOT_REACH = 3;
    private static final int BOOST_REACH = 2;
    private static final double TURNED = -0.7;

    /** With this much feeling the score is half way to its limit. */
    private static final double HALF_WAY = 2;

    private final double[] weights;
    private int lastNot = Integer.MIN_VALUE / 2;
    private int lastBoost = Integer.MIN_VALUE / 2;
    private double boost = 1;

    private SentimentScan(int length) {
        weights = new double[length];
    }

    /** @return −1 to 1, 0 when nothing speaks either way */
    static double score(List<Entry> entries) {
        SentimentScan scan = new SentimentScan(entries.size());
        int clause = 0;
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            if (entry.clause()) {
                scan.endClause(i, entry.fade());
                clause = i + 1;
            }
            scan.read(i, clause, entry);
        }
        return scan.total();
    }

    private void endClause(int at, double fade) {
        lastNot = Integer.MIN_VALUE / 2;
        lastBoost = Integer.MIN_VALUE / 2;
        for (int i = 0; fade != 1 && i < at; i++) {
            weights[i] *= fade;
        }
    }

    private void read(int at, int clause, Entry entry) {
        boolean turned = at - lastNot <= NOT_REACH;
        if (entry.weight() != 0) {
            double boosted = entry.weight() * (at - lastBoost <= BOOST_REACH ? boost : 1);
            weights[at] = turned ? TURNED * boosted : boosted;
        } else if (entry.notAfter() && !(entry.not() && turned)) {
            turnBefore(at, clause);
        }
        if (entry.not()) {
            lastNot = at;
        }
        if (entry.boost() != 1) {
            boost = entry.boost();
            lastBoost = at;
        }
    }

    private void turnBefore(int at, int clause) {
        for (int i = at - 1; i >= Math.max(clause, at - NOT_REACH); i--) {
            if (weights[i] != 0) {
                weights[i] *= TURNED;
                return;
            }
        }
    }

    private double total() {
        double sum = 0;
        for (double weight : weights) {
            sum += weight;
        }
        return sum / (Math.abs(sum) + HALF_WAY);
    }
}
