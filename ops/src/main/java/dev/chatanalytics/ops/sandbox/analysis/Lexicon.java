package dev.chatanalytics.ops.sandbox.analysis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The words of one language that carry feeling, besides emoji. Immutable once loaded, and thread-safe. */
final class Lexicon {

    private static final String STEM = "*";

    private final Map<String, Entry> words = new HashMap<>();
    private final Map<String, Entry> stems = new HashMap<>();
    private boolean spaceless;
    private int longest;

    private Lexicon() {}

    /** @param files such as {@code en.txt}; where two know a word, the former has it */
    static Lexicon load(String... files) {
        Lexicon lexicon = new Lexicon();
        for (String file : files) {
            WordFile.read("sentiment/" + file, lexicon::add);
        }
        return lexicon;
    }

    /** What each token means, in order; one that means nothing here is {@link Entry#NONE}. */
    List<Entry> entries(List<String> tokens) {
        List<Entry> entries = new ArrayList<>(tokens.size());
        for (String token : tokens) {
            if (token.equals(Tokenizer.BREAK)) {
                entries.add(Entry.BREAK);
            } else if (spaceless) {
                takeApart(token, entries);
            } else {
                entries.add(ofWord(token));
            }
        }
        return entries;
    }

    private Entry ofWord(String word) {
        Entry entry = words.get(word);
        for (int end = Math.min(longest, word.length()); entry == null && end > 0; end--) {
            entry = stems.get(word.substring(0, end));
        }
        if (entry != null) {
            return entry;
        }
        int apostrophe = word.indexOf('\''); // l'amour, n'aime
        return apostrophe < 0 ? Entry.NONE : ofWord(word.substring(apostrophe + 1));
    }

    /** For scripts without spaces: the longest term at each place, else one character that means nothing. */
    private void takeApart(String sentence, List<Entry> entries) {
        for (int i = 0; i < sentence.length(); ) {
            int end = Math.min(sentence.length(), i + longest);
            while (end > i && !words.containsKey(sentence.substring(i, end))) {
                end--;
            }
            entries.add(words.getOrDefault(sentence.substring(i, end), Entry.NONE));
            i = Math.max(end, i + 1);
        }
    }

    private void add(String key, List<String> values) {
        if (key.equals("mode")) {
            spaceless = values.equals(List.of("substring"));
            return;
        }
        Entry entry = Entry.of(key);
        for (String value : values) {
            boolean stem = value.endsWith(STEM);
            String word = Tokenizer.fold(stem ? value.substring(0, value.length() - 1) : value);
            (stem ? stems : words).merge(word, entry, Entry::and);
            longest = Math.max(longest, word.length());
        }
    }
}
