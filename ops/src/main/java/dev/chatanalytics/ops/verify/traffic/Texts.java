package dev.chatanalytics.ops.verify.traffic;

import java.util.List;
import java.util.SplittableRandom;

/**
 * Texts of messages, drawn from a random generator: plain ones, and all that has ever been mangled between a chat and a
 * table. Stateless.
 */
final class Texts {

    private static final int LONGEST = 8_192;
    private static final int LONG_ONE_IN = 512;
    private static final int ODD_ONE_IN = 3;

    private static final List<String> PLAIN = List.of(
            "hello",
            "thank you",
            "where is my order",
            "I love this",
            "that did not help at all",
            "please",
            "agent",
            "¿dónde está?",
            "das ging schief",
            "très bien",
            "спасибо",
            "おはよう",
            "你好",
            "감사합니다",
            "धन्यवाद");

    private static final List<String> ODD = List.of(
            "🙂",
            "👩‍👩‍👧‍👦", // joined by U+200D
            "🏴󠁧󠁢󠁳󠁣󠁴󠁿", // tags beyond the first plane
            "e\u0301 is not \u00e9", // not to be normalised
            "\u202eright to left\u202c",
            "שלום العالم",
            "\u0001\u0008\u001f\u007f",
            "\u2028\u2029\u0085",
            "\ufeff\ufffe\uffff\ufffd", // byte order marks and what is no character
            "\ud800\udc00\udbff\udfff", // the first and the last beyond the first plane
            "tab\tline\nreturn\r\n",
            "\\N", // NULL in a COPY of text
            "\\.", // and its end
            "\\u0000", // six characters, no NUL
            "\\\\\"'`",
            "NULL",
            "'); DROP TABLE messages; --",
            "</script><!-- &amp; %00 ${x}",
            "{\"text\":\"inner\"}",
            "İıßſK", // case that does not go back
            "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢",
            "   ",
            "\u3000");

    /** One character each, of four bytes or of three. */
    private static final List<String> WIDE = List.of("🙂", "𠮷", "語");

    private Texts() {}

    /** One text, valid: it begins with its number, so it is never blank and never that of another message. */
    static String draw(int number, Size size, SplittableRandom random) {
        StringBuilder text = new StringBuilder(64).append(number);
        for (int n = random.nextInt(8); n > 0; n--) {
            List<String> words = random.nextInt(ODD_ONE_IN) == 0 ? ODD : PLAIN;
            text.append(random.nextInt(4) == 0 ? "" : " ").append(words.get(random.nextInt(words.size())));
        }
        if (size == Size.LARGEST) {
            fill(text, WIDE.get(random.nextInt(WIDE.size())));
        } else if (random.nextInt(LONG_ONE_IN) == 0) {
            fill(text, random.nextBoolean() ? "x" : "🙂");
        }
        return text.toString();
    }

    /** Makes it as long as a text may be. @param filling one character */
    private static void fill(StringBuilder text, String filling) {
        text.append(filling.repeat(LONGEST - text.codePointCount(0, text.length())));
    }
}
