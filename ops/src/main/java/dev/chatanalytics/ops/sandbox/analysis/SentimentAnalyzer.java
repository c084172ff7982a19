package dev.chatanalytics.ops.sandbox.analysis;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tells how a text sounds, by the words of its language; where we have none, by its emoji alone. Thread-safe.
 */
public final class SentimentAnalyzer {

    private static final String EMOJI = "emoji.txt";

    private final Map<String, Lexicon> lexicons = Stream.of(
                    "en", "es", "de", "fr", "it", "pt", "nl", "sv", "pl", "ru", "uk", "tr", "id", "ja", "ko", "zh",
                    "fa", "hi")
            .collect(Collectors.toMap(Function.identity(), language -> Lexicon.load(language + ".txt", EMOJI)));
    private final Lexicon emoji = Lexicon.load(EMOJI);

    /** Never throws, whatever the text and the language; a few µs. */
    public Sentiment analyze(String text, String language) {
        return analyze(Tokenizer.tokens(text, language), language);
    }

    Sentiment analyze(List<String> tokens, String language) {
        Lexicon lexicon = lexicons.get(language);
        if (lexicon != null) {
            return Sentiment.of(SentimentScan.score(lexicon.entries(tokens)));
        }
        double score = SentimentScan.score(emoji.entries(tokens));
        return score == 0 ? Sentiment.UNKNOWN : Sentiment.of(score);
    }
}
