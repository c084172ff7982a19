package dev.chatanalytics.ops.sandbox.analysis;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * What the local NLP API says of one text. Immutable.
 *
 * @param tokens words, emoji and emoticons; a sentence in a script without spaces is one
 * @param model who judged it, in printable ASCII
 */
public record Analysis(Detection detection, Sentiment sentiment, int tokens, String model) {

    /** The body of the answer, UTF-8. Nothing in it comes from the text, so nothing needs escaping. */
    public byte[] toJson() {
        String json = String.format(
                Locale.ROOT,
                "{\"language\":\"%s\",\"sentiment\":\"%s\",\"score\":%.2f,\"sentiment_known\":%b,"
                        + "\"confidence\":%.2f,\"tokens\":%d,\"model\":\"%s\"}",
                detection.language(),
                sentiment.label().json(),
                sentiment.score(),
                sentiment.label() != Sentiment.Label.UNKNOWN,
                detection.confidence(),
                tokens,
                model);
        return json.getBytes(StandardCharsets.UTF_8);
    }
}
