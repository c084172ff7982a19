package dev.chatanalytics.ops.sandbox.analysis;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts a text into lower-case words, emoji, emoticons and {@link #BREAK}s. Web addresses are left out. Stateless.
 *
 * <p>A word is a run of letters, marks, digits and apostrophes; scripts without spaces give whole sentences, which
 * {@link Lexicon} takes apart.
 */
final class Tokenizer {

    /** Stands for any punctuation that ends a clause: the sense of "not" does not cross it. */
    static final String BREAK = ".";

    private static final Pattern TOKEN = Pattern.compile("(?<url>(?:https?://|www\\.)\\S+)"
            + "|(?<emoticon>>?[:;=]['-]?[()DPp3|](?![\\p{L}\\p{N}])|D:(?!\\p{L})|<3|\\^\\^)"
            + "|(?<word>[\\p{L}\\p{M}\\p{N}](?:[\\p{L}\\p{M}\\p{N}'’\\u200C\\u200D]*[\\p{L}\\p{M}\\p{N}])?)"
            + "|(?<emoji>[\\p{So}\\x{1F000}-\\x{1FAFF}])"
            + "|(?<break>[.,;:!?…。，、！？；।؟،]+)");

    private Tokenizer() {}

    /** @param language decides how letters become lower-case (Turkish differs) */
    static List<String> tokens(String text, String language) {
        String lower = fold(text.toLowerCase(Locale.forLanguageTag(language)));
        List<String> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(lower);
        while (matcher.find()) {
            if (matcher.start("break") >= 0) {
                tokens.add(BREAK);
            } else if (matcher.start("url") < 0) {
                tokens.add(matcher.group());
            }
        }
        return tokens;
    }

    /** Makes different ways to write the same letter one: composed, Persian rather than Arabic forms, plain apostrophe. */
    static String fold(String lower) {
        if (lower.chars().allMatch(c -> c < 0x80)) {
            return lower;
        }
        StringBuilder folded = new StringBuilder(lower.length());
        String composed = Normalizer.normalize(lower, Normalizer.Form.NFC);
        for (int i = 0; i < composed.length(); i++) {
            char c = composed.charAt(i);
            switch (c) {
                case '’' -> folded.append('\'');
                case 'ي', 'ى' -> folded.append('ی');
                case 'ك' -> folded.append('ک');
                case '\u200C', '\u200D', '\uFE0F' -> {} // joiners, and "show it as emoji"
                default -> folded.append(c);
            }
        }
        return folded.toString();
    }
}
