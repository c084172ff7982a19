package dev.chatanalytics.engine.nlp;

import com.fasterxml.jackson.core.JsonPointer;
import java.util.Map;

/**
 * Where an answer of the NLP API says what, by JSON Pointers (RFC 6901), and what its labels are called in the table.
 * Immutable.
 *
 * @param language points to a string, or is null when the API knows none
 * @param sentiment points to a string, or is null
 * @param score points to a number, or is null
 * @param bestOf points to a list, of which the element with the highest score counts: {@code sentiment} and {@code score}
 *     begin at it; null when they begin at the root, as {@code language} always does
 * @param languages what to store instead of a language; one that is not there is stored as it is
 * @param sentiments what to store instead of a sentiment, likewise
 */
public record AnswerShape(
        JsonPointer language,
        JsonPointer sentiment,
        JsonPointer score,
        JsonPointer bestOf,
        Map<String, String> languages,
        Map<String, String> sentiments) {

    /** {@code {"language":"en","sentiment":"positive","score":0.87, …}}. */
    public static final AnswerShape FLAT = new AnswerShape(
            JsonPointer.compile("/language"),
            JsonPointer.compile("/sentiment"),
            JsonPointer.compile("/score"),
            null,
            Map.of(),
            Map.of());

    /** Whether the three members stand at their own names: then an answer may hold none of them. */
    boolean isFlat() {
        return FLAT.language.equals(language)
                && FLAT.sentiment.equals(sentiment)
                && FLAT.score.equals(score)
                && bestOf == null;
    }

    String storedLanguage(String answered) {
        return answered == null ? null : languages.getOrDefault(answered, answered);
    }

    String storedSentiment(String answered) {
        return answered == null ? null : sentiments.getOrDefault(answered, answered);
    }
}
