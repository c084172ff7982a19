package dev.chatanalytics.ops.cli;

/** How many columns of a terminal text takes, and text made fit for one. Stateless. */
final class DisplayWidth {

    /** Isolates a text of unknown direction, so that a right-to-left one does not turn its row around. */
    private static final String ISOLATE = "\u2068";

    private static final String END_ISOLATE = "\u2069";

    private DisplayWidth() {}

    /** Columns: 2 for wide East Asian characters and emoji, 0 for marks that combine, 1 for the rest. */
    static int of(String text) {
        return text.codePoints().map(DisplayWidth::of).sum();
    }

    /** As it is when it fits, else cut with an ellipsis; filled up with blanks to exactly this width. */
    static String fit(String text, int width) {
        String clean = clean(text);
        String shown = of(clean) <= width ? clean : cut(clean, width - 1) + "…";
        String blanks = " ".repeat(Math.max(0, width - of(shown)));
        return (hasRightToLeft(shown) ? ISOLATE + shown + END_ISOLATE : shown) + blanks;
    }

    /** Without anything that steers a terminal or turns text around: what chatbots send is not to be trusted. */
    static String clean(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints().forEach(c -> clean.appendCodePoint(isHarmful(c) ? '·' : c == '\n' ? '⏎' : c));
        return clean.toString();
    }

    private static boolean isHarmful(int c) {
        boolean turnsAround = c >= 0x202A && c <= 0x202E || c >= 0x2066 && c <= 0x2069;
        return c != '\n' && (Character.isISOControl(c) || turnsAround || Character.getType(c) == Character.SURROGATE);
    }

    private static String cut(String text, int width) {
        StringBuilder kept = new StringBuilder();
        int used = 0;
        for (int c : text.codePoints().toArray()) {
            used += of(c);
            if (used > width) {
                break;
            }
            kept.appendCodePoint(c);
        }
        return kept.toString();
    }

    private static boolean hasRightToLeft(String text) {
        return java.text.Bidi.requiresBidi(text.toCharArray(), 0, text.length());
    }

    private static int of(int c) {
        int type = Character.getType(c);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return 0;
        }
        return isWide(c) ? 2 : 1;
    }

    /** The blocks that Unicode's East Asian Width (UAX 11) calls wide, roughly; and emoji. */
    private static boolean isWide(int c) {
        return c >= 0x1100 && c <= 0x115F
                || c >= 0x2E80 && c <= 0xA4CF && c != 0x303F
                || c >= 0xA960 && c <= 0xA97C
                || c >= 0xAC00 && c <= 0xD7A3
                || c >= 0xF900 && c <= 0xFAFF
                || c >= 0xFE30 && c <= 0xFE6F
                || c >= 0xFF00 && c <= 0xFF60
                || c >= 0xFFE0 && c <= 0xFFE6
                || c >= 0x1F300 && c <= 0x1F64F
                || c >= 0x1F680 && c <= 0x1F6FF
                || c >= 0x1F900 && c <= 0x1FAFF
                || c >= 0x20000 && c <= 0x3FFFD;
    }
}
