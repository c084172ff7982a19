package dev.chatanalytics.engine.message;

/**
 * What the NLP API said of one message, or why it said nothing. Immutable.
 *
 * @param status {@code OK} exactly when the API answered
 * @param language the answer's {@code language}, or null
 * @param sentiment the answer's {@code sentiment}, or null
 * @param score the answer's {@code score}, or null
 * @param json the whole answer, valid JSON that PostgreSQL's {@code jsonb} takes; null unless {@code OK}
 */
public record NlpAnalysis(NlpStatus status, String language, String sentiment, Float score, String json) {

    /** The API was asked and gave no usable answer. */
    public static final NlpAnalysis FAILED = new NlpAnalysis(NlpStatus.FAILED, null, null, null, null);

    /** The API was not asked. */
    public static final NlpAnalysis SKIPPED = new NlpAnalysis(NlpStatus.SKIPPED, null, null, null, null);
}
