package dev.chatanalytics.ops.sandbox.analysis;

import java.util.Locale;

/**
 * How a text sounds. Immutable.
 *
 * @param score −1 (all bad) to 1 (all good); 0 for {@code NEUTRAL} and {@code UNKNOWN}
 */
public record Sentiment(Label label, double score) {

    /** Of a text in a language that we have no words for. */
    public static final Sentiment UNKNOWN = new Sentiment(Label.UNKNOWN, 0);

    private static final double NEUTRAL_BELOW = 0.1;

    /** In words. */
    public enum Label {
        POSITIVE,
        NEGATIVE,
        NEUTRAL,
        UNKNOWN;

        private final String json = name().toLowerCase(Locale.ROOT);

        /** As in answers, such as {@code positive}. */
        public String json() {
            return json;
        }
    }

    /** By its score; what is hardly to be felt is neutral. */
    public static Sentiment of(double score) {
        if (Math.abs(score) < NEUTRAL_BELOW) {
            return new Sentiment(Label.NEUTRAL, 0);
        }
        return new Sentiment(score > 0 ? Label.POSITIVE : Label.NEGATIVE, score);
    }
}
