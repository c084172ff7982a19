package dev.chatanalytics.engine.nlp;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonToken;
import dev.chatanalytics.engine.json.MalformedJsonException;
import dev.chatanalytics.engine.json.StrictJsonReader;
import dev.chatanalytics.engine.message.NlpAnalysis;
import dev.chatanalytics.engine.message.NlpStatus;

/**
 * Reads one answer of the NLP API. The whole answer is kept, so all of it must be JSON that PostgreSQL's {@code jsonb} takes.
 * Made for one answer.
 *
 * <p>A pointer loses its first part with each step down the answer that it names; whoever is not on its way gets null, and
 * where nothing is left of it stands what it points to.
 */
final class NlpAnswerParser {

    /** Of an exponent: {@code numeric}, which {@code jsonb} uses, has limits that {@code 1e999} is far from. */
    private static final int MOST_EXPONENT_DIGITS = 3;

    /** Of a number: {@code numeric} has 16,383 digits behind the point at most. */
    private static final int MOST_NUMBER_CHARACTERS = 1_000;

    private final StrictJsonReader json;
    private final AnswerShape shape;
    private boolean found;
    private String language;
    private String sentiment;
    private Float score;

    private NlpAnswerParser(StrictJsonReader json, AnswerShape shape) {
        this.json = json;
        this.shape = shape;
    }

    /** @throws MalformedJsonException when the bytes are not an analysis of this shape; the message says why */
    static NlpAnalysis parse(AnswerShape shape, byte[] body) throws MalformedJsonException {
        try (StrictJsonReader json = new StrictJsonReader(body)) {
            return new NlpAnswerParser(json, shape).parse();
        }
    }

    private NlpAnalysis parse() throws MalformedJsonException {
        JsonToken root = json.next();
        if (root != JsonToken.START_OBJECT && (root != JsonToken.START_ARRAY || shape.isFlat())) {
            throw new MalformedJsonException(root == null ? "it is empty" : "it is not a JSON object");
        }
        boolean listed = shape.bestOf() != null;
        read(root, shape.language(), listed ? null : shape.sentiment(), listed ? null : shape.score(), shape.bestOf());
        json.end();
        if (!found && !shape.isFlat()) {
            throw new MalformedJsonException("there is nothing where nlp.answer points");
        }
        return new NlpAnalysis(
                NlpStatus.OK, shape.storedLanguage(language), shape.storedSentiment(sentiment), score, json.text());
    }

    /** Reads one value, to its end, with what is left of each pointer here. */
    private void read(JsonToken value, JsonPointer language, JsonPointer sentiment, JsonPointer score, JsonPointer list)
            throws MalformedJsonException {
        if (isHere(language)) {
            found = true;
            this.language = string(value);
        } else if (isHere(sentiment)) {
            found = true;
            this.sentiment = string(value);
        } else if (isHere(score)) {
            found = true;
            this.score = number(value);
        } else if (value == JsonToken.START_OBJECT) {
            for (String name = json.nextMember(); name != null; name = json.nextMember()) {
                json.string(); // is the name still, and is kept
                JsonToken member = json.next();
                read(member, below(language, name), below(sentiment, name), below(score, name), below(list, name));
            }
        } else if (value == JsonToken.START_ARRAY && isHere(list)) {
            readBest();
        } else if (value == JsonToken.START_ARRAY) {
            JsonToken element = json.next();
            for (int i = 0; element != JsonToken.END_ARRAY; i++) {
                read(element, below(language, i), below(sentiment, i), below(score, i), below(list, i));
                element = json.next();
            }
        } else if (value.isNumeric()) {
            numberText();
        } else {
            json.string();
        }
    }

    private void readBest() throws MalformedJsonException {
        String bestSentiment = null;
        Float bestScore = null;
        for (JsonToken element = json.next(); element != JsonToken.END_ARRAY; element = json.next()) {
            sentiment = null;
            score = null;
            read(element, null, shape.sentiment(), shape.score(), null);
            if (score != null && (bestScore == null || score > bestScore)) {
                bestSentiment = sentiment;
                bestScore = score;
            }
        }
        sentiment = bestSentiment;
        score = bestScore;
    }

    private static boolean isHere(JsonPointer left) {
        return left != null && left.matches();
    }

    private static JsonPointer below(JsonPointer left, String name) {
        return left == null ? null : left.matchProperty(name);
    }

    private static JsonPointer below(JsonPointer left, int index) {
        return left == null ? null : left.matchElement(index);
    }

    private String string(JsonToken value) throws MalformedJsonException {
        return switch (value) {
            case VALUE_STRING -> json.string();
            case VALUE_NULL -> null;
            default -> throw json.unexpected("a string");
        };
    }

    private Float number(JsonToken value) throws MalformedJsonException {
        if (value == JsonToken.VALUE_NULL) {
            return null;
        }
        if (!value.isNumeric()) {
            throw json.unexpected("a number");
        }
        float number = Float.parseFloat(numberText());
        if (Float.isInfinite(number)) {
            throw json.unexpected("a number within float's range");
        }
        return number;
    }

    private String numberText() throws MalformedJsonException {
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
