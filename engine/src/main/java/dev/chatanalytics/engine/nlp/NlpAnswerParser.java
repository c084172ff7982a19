package dev.chatanalytics.engine.nlp;

import com.fasterxml.jackson.core.JsonToken;
import dev.chatanalytics.engine.json.MalformedJsonException;
import dev.chatanalytics.engine.json.StrictJsonReader;
import dev.chatanalytics.engine.message.NlpAnalysis;
import dev.chatanalytics.engine.message.NlpStatus;
import java.util.Optional;

/**
 * Reads an answer of the NLP API: {@code {"language":"en","sentiment":"positive","score":0.87, …}}. The whole answer is
 * kept, so all of it must be JSON that PostgreSQL's {@code jsonb} takes. Stateless and thread-safe.
 */
final class NlpAnswerParser {

    /** Of an exponent: {@code numeric}, which {@code jsonb} uses, has limits that {@code 1e999} is far from. */
    private static final int MOST_EXPONENT_DIGITS = 3;

    /** Of a number: {@code numeric} has 16,383 digits behind the point at most. */
    private static final int MOST_NUMBER_CHARACTERS = 1_000;

    private NlpAnswerParser() {}

    /** The analysis, or nothing when the bytes are not one. */
    static Optional<NlpAnalysis> parse(byte[] body) {
        String language = null;
        String sentiment = null;
        Float score = null;
        try (StrictJsonReader json = new StrictJsonReader(body)) {
            for (String name = json.nextMember(); name != null; name = json.nextMember()) {
                json.string(); // is the name still, and is kept
                JsonToken value = json.next();
                switch (name) {
                    case "language" -> language = string(json, value);
                    case "sentiment" -> sentiment = string(json, value);
                    case "score" -> score = number(json, value);
                    default -> skip(json, value);
                }
            }
            json.end();
            return Optional.of(new NlpAnalysis(NlpStatus.OK, language, sentiment, score, json.text()));
        } catch (MalformedJsonException e) {
            return Optional.empty();
        }
    }

    private static String string(StrictJsonReader json, JsonToken value) throws MalformedJsonException {
        return switch (value) {
            case VALUE_STRING -> json.string();
            case VALUE_NULL -> null;
            default -> throw json.unexpected("a string");
        };
    }

    private static Float number(StrictJsonReader json, JsonToken value) throws MalformedJsonException {
        if (value == JsonToken.VALUE_NULL) {
            return null;
        }
        if (!value.isNumeric()) {
            throw json.unexpected("a number");
        }
        float score = Float.parseFloat(numberText(json));
        if (Float.isInfinite(score)) {
            throw json.unexpected("a number within float's range");
        }
        return score;
    }

    private static void skip(StrictJsonReader json, JsonToken value) throws MalformedJsonException {
        int depth = 0;
        for (JsonToken token = value; ; token = json.next()) {
            if (token.isStructStart()) {
                depth++;
            } else if (token.isStructEnd()) {
                depth--;
            } else if (token.isNumeric()) {
                numberText(json);
            } else {
                json.string();
            }
            if (depth == 0) {
                return;
            }
        }
    }

    private static String numberText(StrictJsonReader json) throws MalformedJsonException {
        String text = json.string();
        if (text.length() > MOST_NUMBER_CHARACTERS) {
            throw json.unexpected("a shorter number");
        }
        int e = Math.max(text.indexOf('e'), text.indexOf('E'));
        if (e >= 0 && text.length() - e - 2 > MOST_EXPONENT_DIGITS) {
            throw json.unexpected("a smaller exponent");
        }
        return text;
    }
}
