package dev.chatanalytics.ops.sandbox.analysis;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Tells the language of a chat line. Thread-safe.
 *
 * <p>Most scripts belong to one language. Where several share one, three kinds of evidence are added up, as logarithms of
 * odds: n-grams, which need some length; small words, which work from two words on; and letters that only one has. What
 * is too short or too even is {@code und}: a wrong language is worse than none.
 */
public final class LanguageDetector {

    private static final double PER_NGRAM_LOG = 12;
    private static final double PER_WORD = 1.3;
    private static final double PER_LETTER = 1.2;
    private static final double SURE_ENOUGH = 0.5;
    private static final int SHORT = 12;
    private static final double SURE_ENOUGH_IF_SHORT = 0.6;

    private final NgramModel ngrams = new NgramModel();
    private final Map<String, LanguageProfile> profiles = Arrays.stream(Script.values())
            .filter(script -> script.languages().size() > 1)
            .flatMap(script -> script.languages().stream())
            .collect(Collectors.toMap(Function.identity(), LanguageProfile::load));

    /** Never throws, whatever the text; about 160 µs in a script that several languages share, else 1 µs. */
    public Detection detect(String text) {
        Letters letters = Letters.of(text);
        List<String> candidates = letters.main().languages();
        if (letters.count() == 0 || candidates.isEmpty()) {
            return Detection.undetermined(0);
        }
        if (candidates.size() == 1) {
            return new Detection(candidates.get(0), letters.share());
        }
        return choose(candidates, probabilities(text, candidates), letters);
    }

    private static Detection choose(List<String> candidates, double[] probabilities, Letters letters) {
        int best = 0;
        for (int i = 1; i < probabilities.length; i++) {
            best = probabilities[i] > probabilities[best] ? i : best;
        }
        double confidence = probabilities[best];
        double needed = letters.count() < SHORT ? SURE_ENOUGH_IF_SHORT : SURE_ENOUGH;
        return confidence < needed
                ? Detection.undetermined(confidence)
                : new Detection(iso639(candidates.get(best)), confidence);
    }

    private double[] probabilities(String text, List<String> candidates) {
        double[] odds = ngrams.logProbabilities(text, candidates);
        String lower = text.toLowerCase(Locale.ROOT);
        List<String> tokens = Tokenizer.tokens(text, Detection.UNDETERMINED);
        for (int i = 0; i < odds.length; i++) {
            LanguageProfile profile = profiles.get(candidates.get(i));
            odds[i] = profile.prior()
                    + PER_NGRAM_LOG * odds[i]
                    + PER_WORD * profile.wordsIn(tokens)
                    + PER_LETTER * profile.lettersIn(lower);
        }
        return softmax(odds);
    }

    private static double[] softmax(double[] odds) {
        double max = Arrays.stream(odds).max().orElse(0);
        double[] powers = Arrays.stream(odds).map(o -> Math.exp(o - max)).toArray();
        double sum = Arrays.stream(powers).sum();
        return Arrays.stream(powers).map(p -> p / sum).toArray();
    }

    private static String iso639(String candidate) {
        int script = candidate.indexOf('-');
        return script < 0 ? candidate : candidate.substring(0, script);
    }
}
