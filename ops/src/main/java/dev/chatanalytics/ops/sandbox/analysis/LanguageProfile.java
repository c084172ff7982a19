package dev.chatanalytics.ops.sandbox.analysis;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What gives a language away in a short text: its small words, and letters that its neighbours do not have. Immutable.
 *
 * @param code as in {@link Script#languages()}
 * @param prior how likely the language is before a word is read, as a logarithm of odds
 */
record LanguageProfile(String code, Set<String> words, String letters, double prior) {

    private static final int ENOUGH_LETTERS = 2;

    static LanguageProfile load(String code) {
        Set<String> words = new HashSet<>();
        StringBuilder letters = new StringBuilder();
        double[] prior = {0};
        WordFile.read("language/" + code + ".txt", (key, values) -> {
            switch (key) {
                case "words" ->
                    words.addAll(values.stream().map(Tokenizer::fold).collect(Collectors.toSet()));
                case "letters" -> values.forEach(letters::append);
                case "prior" -> prior[0] = Double.parseDouble(values.get(0));
                default -> throw new IllegalStateException("key: " + key + " (expected: words, letters or prior)");
            }
        });
        return new LanguageProfile(code, Set.copyOf(words), letters.toString(), prior[0]);
    }

    /** How many of the tokens are small words of this language. */
    long wordsIn(List<String> tokens) {
        return tokens.stream().filter(words::contains).count();
    }

    /** How many of the text's letters are particular to this language; not more than two count. */
    int lettersIn(String text) {
        int found = 0;
        for (int i = 0; i < text.length() && found < ENOUGH_LETTERS && !letters.isEmpty(); i++) {
            if (letters.indexOf(text.charAt(i)) >= 0) {
                found++;
            }
        }
        return found;
    }
}
