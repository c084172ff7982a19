package dev.chatanalytics.ops.sandbox.analysis;

import java.lang.Character.UnicodeScript;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Writing systems, and the languages that we tell apart in each; most have one only, so the letters say it all. */
enum Script {
    LATIN(
            "en", "es", "de", "fr", "it", "pt", "nl", "sv", "da", "no", "fi", "pl", "cs", "ro", "hu", "tr", "id", "vi",
            "yo", "hi-Latn"),
    CYRILLIC("ru", "uk", "bg"),
    ARABIC("fa", "ar", "ur"),
    DEVANAGARI("hi", "mr", "ne"),
    HAN("zh"),
    KANA("ja"),
    HANGUL("ko"),
    HEBREW("he"),
    THAI("th"),
    BENGALI("bn"),
    TAMIL("ta"),
    TELUGU("te"),
    ORIYA("or"),
    GREEK("el"),
    /** Signs that several scripts use, such as the long-vowel mark of kana: they tell nothing. */
    SHARED,
    OTHER;

    private static final Map<UnicodeScript, Script> BY_UNICODE = byUnicode();

    private final List<String> languages;

    Script(String... languages) {
        this.languages = List.of(languages);
    }

    /** The candidates for a text in this script; none when the script is unknown to us. */
    List<String> languages() {
        return languages;
    }

    /** How much one letter weighs: one that stands for a syllable or a word says more than one that stands for a sound. */
    int weight() {
        return switch (this) {
            case HAN, KANA, HANGUL -> 2;
            case SHARED -> 0;
            default -> 1;
        };
    }

    /** The script of one letter. */
    static Script of(int letter) {
        return letter < 0x250 ? LATIN : BY_UNICODE.getOrDefault(UnicodeScript.of(letter), OTHER);
    }

    private static Map<UnicodeScript, Script> byUnicode() {
        Map<UnicodeScript, Script> map = new EnumMap<>(UnicodeScript.class);
        map.put(UnicodeScript.LATIN, LATIN);
        map.put(UnicodeScript.CYRILLIC, CYRILLIC);
        map.put(UnicodeScript.ARABIC, ARABIC);
        map.put(UnicodeScript.DEVANAGARI, DEVANAGARI);
        map.put(UnicodeScript.HAN, HAN);
        map.put(UnicodeScript.HIRAGANA, KANA);
        map.put(UnicodeScript.KATAKANA, KANA);
        map.put(UnicodeScript.HANGUL, HANGUL);
        map.put(UnicodeScript.HEBREW, HEBREW);
        map.put(UnicodeScript.THAI, THAI);
        map.put(UnicodeScript.BENGALI, BENGALI);
        map.put(UnicodeScript.TAMIL, TAMIL);
        map.put(UnicodeScript.TELUGU, TELUGU);
        map.put(UnicodeScript.ORIYA, ORIYA);
        map.put(UnicodeScript.GREEK, GREEK);
        map.put(UnicodeScript.COMMON, SHARED);
        map.put(UnicodeScript.INHERITED, SHARED);
        return map;
    }
}
