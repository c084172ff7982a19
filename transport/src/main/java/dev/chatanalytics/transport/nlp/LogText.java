package dev.chatanalytics.transport.nlp;

import java.util.regex.Pattern;

/** Makes text from outside fit for one line of the log. Stateless. */
final class LogText {

    private static final int LONGEST = 200;
    private static final Pattern QUERY = Pattern.compile("[?#].*", Pattern.DOTALL);
    private static final Pattern USER = Pattern.compile("^([^/]*//)[^/]*@");

    private LogText() {}

    /** Without control characters, and cut. */
    static String clean(String text) {
        StringBuilder clean = new StringBuilder();
        text.codePoints().filter(c -> !isControl(c)).limit(LONGEST).forEach(clean::appendCodePoint);
        return clean.toString();
    }

    /** Also without the parts that may hold secrets or users' text: query, fragment, name and password. */
    static String location(String url) {
        String plain = QUERY.matcher(url).replaceFirst("");
        return clean(USER.matcher(plain).replaceFirst("$1"));
    }

    /** Those that would end the line, move the cursor, or turn the direction of the text. */
    private static boolean isControl(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> true;
            default -> false;
        };
    }
}
