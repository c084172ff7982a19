package dev.chatanalytics.persistence.copy;

import dev.chatanalytics.engine.port.StoreException;

/**
 * UTF-8 without a copy in between, and strict: a lone surrogate is refused, where {@link String#getBytes} would store a
 * question mark in its place. Stateless.
 */
final class Utf8 {

    private static final int WORST = 3;

    private Utf8() {}

    /** Room that is enough for the string: three bytes for a char, since a pair of surrogates takes four. */
    static int maxBytes(String value) {
        return Math.multiplyExact(WORST, value.length());
    }

    /**
     * Writes the string, for which there is room, at {@code at}.
     *
     * @return where it ends
     */
    static int encode(String column, String value, byte[] to, int at) throws StoreException {
        int out = at;
        int chars = value.length();
        for (int i = 0; i < chars; i++) {
            char c = value.charAt(i);
            if (c < 0x80) {
                to[out++] = (byte) c;
            } else if (c < 0x800) {
                to[out++] = (byte) (0xC0 | c >> 6);
                to[out++] = (byte) (0x80 | c & 0x3F);
            } else if (Character.isSurrogate(c)) {
                out = encodePair(codePoint(column, value, i++), to, out);
            } else {
                to[out++] = (byte) (0xE0 | c >> 12);
                to[out++] = (byte) (0x80 | c >> 6 & 0x3F);
                to[out++] = (byte) (0x80 | c & 0x3F);
            }
        }
        return out;
    }

    private static int codePoint(String column, String value, int i) throws StoreException {
        int point = value.codePointAt(i);
        if (!Character.isSupplementaryCodePoint(point)) {
            throw new StoreException(
                    StoreException.Kind.POISON,
                    column + ": lone surrogate at char " + i + " (expected: Unicode text)",
                    null);
        }
        return point;
    }

    private static int encodePair(int point, byte[] to, int at) {
        to[at] = (byte) (0xF0 | point >> 18);
        to[at + 1] = (byte) (0x80 | point >> 12 & 0x3F);
        to[at + 2] = (byte) (0x80 | point >> 6 & 0x3F);
        to[at + 3] = (byte) (0x80 | point & 0x3F);
        return at + 4;
    }
}
