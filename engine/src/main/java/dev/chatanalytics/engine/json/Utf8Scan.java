package dev.chatanalytics.engine.json;

/**
 * What one look at the bytes of a document tells. Stateless.
 *
 * <p>Nothing is decoded: a string of what is not Latin would cost four times the document in garbage, to be thrown away.
 */
final class Utf8Scan {

    /** The bytes are not well-formed UTF-8. Alone, since the look ends there. */
    static final int MALFORMED = 1;

    static final int HAS_NUL = 2;
    static final int HAS_BACKSLASH = 4;

    private Utf8Scan() {}

    /** @return the sum of what was found */
    static int of(byte[] bytes) {
        int found = 0;
        int at = 0;
        while (at < bytes.length) {
            byte b = bytes[at];
            if (b > '\\') {
                at++; // first, since these are the small letters
            } else if (b >= 0) {
                if (b == '\\') {
                    found |= HAS_BACKSLASH;
                } else if (b == 0) {
                    found |= HAS_NUL;
                }
                at++;
            } else {
                int length = lengthAt(bytes, at);
                if (length == 0) {
                    return MALFORMED;
                }
                at += length;
            }
        }
        return found;
    }

    /**
     * How long the sequence is that begins here and is not ASCII, or 0 when it is not well-formed: the Unicode Standard, table
     * 3-7, which leaves out forms that are longer than needed, surrogates, and all beyond U+10FFFF.
     */
    private static int lengthAt(byte[] bytes, int at) {
        int lead = bytes[at] & 0xFF;
        if (lead < 0xC2) {
            return 0;
        }
        if (lead < 0xE0) {
            return isContinued(bytes, at + 1, 0x80, 0xBF) ? 2 : 0;
        }
        if (lead < 0xF0) {
            return isContinued(bytes, at + 1, lead == 0xE0 ? 0xA0 : 0x80, lead == 0xED ? 0x9F : 0xBF)
                            && isContinued(bytes, at + 2, 0x80, 0xBF)
                    ? 3
                    : 0;
        }
        return lead <= 0xF4
                        && isContinued(bytes, at + 1, lead == 0xF0 ? 0x90 : 0x80, lead == 0xF4 ? 0x8F : 0xBF)
                        && isContinued(bytes, at + 2, 0x80, 0xBF)
                        && isContinued(bytes, at + 3, 0x80, 0xBF)
                ? 4
                : 0;
    }

    private static boolean isContinued(byte[] bytes, int at, int least, int most) {
        if (at >= bytes.length) {
            return false;
        }
        int b = bytes[at] & 0xFF;
        return b >= least && b <= most;
    }
}
