package dev.chatanalytics.ops.sandbox.analysis;

/**
 * What one word does to the sense of a text; most do one of these only. Immutable.
 *
 * @param weight good or bad by itself: −3 (hateful) to 3 (delightful), 0 for neither
 * @param boost strengthens (over 1) or weakens (under 1) what follows
 * @param not turns what follows
 * @param notAfter turns what came before
 * @param clause ends a clause: "not" does not reach over it
 * @param fade what came before it counts this much
 */
record Entry(double weight, double boost, boolean not, boolean notAfter, boolean clause, double fade) {

    static final Entry NONE = new Entry(0, 1, false, false, false, 1);
    static final Entry BREAK = new Entry(0, 1, false, false, true, 1);

    private static final double MORE = 1.5;
    private static final double LESS = 0.6;
    private static final double FADE = 0.5;

    /** From the first word of a line in a word list. */
    static Entry of(String key) {
        return switch (key) {
            case "neutral" -> NONE;
            case "more" -> new Entry(0, MORE, false, false, false, 1);
            case "less" -> new Entry(0, LESS, false, false, false, 1);
            case "not" -> new Entry(0, 1, true, false, false, 1);
            case "not-after" -> new Entry(0, 1, false, true, false, 1);
            case "but" -> new Entry(0, 1, false, false, true, FADE);
            case "+3", "+2", "+1", "-1", "-2", "-3" -> new Entry(Double.parseDouble(key), 1, false, false, false, 1);
            default ->
                throw new IllegalStateException("key: " + key
                        + " (expected: +1 to +3, -1 to -3, neutral, more, less, not, not-after, but or mode)");
        };
    }

    /** A word that stands in two lists: "super" is good, and makes what follows better. */
    Entry and(Entry other) {
        return new Entry(
                weight == 0 ? other.weight : weight,
                boost == 1 ? other.boost : boost,
                not || other.not,
                notAfter || other.notAfter,
                clause || other.clause,
                Math.min(fade, other.fade));
    }
}
