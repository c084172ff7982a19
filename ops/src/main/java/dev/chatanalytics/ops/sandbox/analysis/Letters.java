package dev.chatanalytics.ops.sandbox.analysis;

/**
 * The letters of one text, by script. Immutable.
 *
 * @param count letters in all
 * @param main the script that weighs most
 * @param share of the main script in the weight of all, 0 to 1
 */
record Letters(int count, Script main, double share) {

    private static final Script[] SCRIPTS = Script.values();

    static Letters of(String text) {
        int[] weights = new int[SCRIPTS.length];
        int count = 0;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (Character.isLetter(c)) {
                Script script = Script.of(c);
                weights[script.ordinal()] += script.weight();
                count++;
            }
        }
        return weigh(weights, count);
    }

    private static Letters weigh(int[] weights, int count) {
        // Japanese mixes its kana with Han characters, Chinese has no kana: any kana makes all of them Japanese.
        int kana = Script.KANA.ordinal();
        int han = Script.HAN.ordinal();
        if (weights[kana] > 0) {
            weights[kana] += weights[han];
            weights[han] = 0;
        }
        int best = 0;
        int sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i];
            best = weights[i] > weights[best] ? i : best;
        }
        return new Letters(count, SCRIPTS[best], sum == 0 ? 0 : (double) weights[best] / sum);
    }
}
