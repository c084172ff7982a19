package dev.chatanalytics.transport.nlp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The request's body: {@code {"text":"…"}} as JSON in UTF-8. Stateless.
 *
 * <p>Escaped is what JSON forbids in a string, and nothing else: quotes, backslashes and control characters. All of them
 * are one byte in UTF-8, and no byte of a longer character looks like them, so this works on encoded text.
 */
final class AnalyzeBody {

    private static final byte[] HEAD = "{\"text\":\"".getBytes(US_ASCII);
    private static final byte[] TAIL = "\"}".getBytes(US_ASCII);
    private static final byte[] HEX = "0123456789abcdef".getBytes(US_ASCII);
    private static final int UNICODE_ESCAPE_EXTRA = 5;

    private AnalyzeBody() {}

    /** A lone surrogate, which is not a character, becomes a question mark. */
    static byte[] of(String text) {
        byte[] utf8 = text.getBytes(UTF_8);
        int extra = extra(utf8);
        byte[] body = new byte[HEAD.length + utf8.length + extra + TAIL.length];
        System.arraycopy(HEAD, 0, body, 0, HEAD.length);
        if (extra == 0) {
            System.arraycopy(utf8, 0, body, HEAD.length, utf8.length);
        } else {
            escape(utf8, body, HEAD.length);
        }
        System.arraycopy(TAIL, 0, body, body.length - TAIL.length, TAIL.length);
        return body;
    }

    /** The bytes that escaping adds. */
    private static int extra(byte[] utf8) {
        int extra = 0;
        for (byte b : utf8) {
            if (b == '"' || b == '\\') {
                extra++;
            } else if (b >= 0 && b < ' ') {
                extra += UNICODE_ESCAPE_EXTRA;
            }
        }
        return extra;
    }

    private static void escape(byte[] utf8, byte[] to, int start) {
        int at = start;
        for (byte b : utf8) {
            if (b == '"' || b == '\\') {
                to[at++] = '\\';
                to[at++] = b;
            } else if (b >= 0 && b < ' ') {
                at = unicodeEscape(b, to, at);
            } else {
                to[at++] = b;
            }
        }
    }

    private static int unicodeEscape(byte control, byte[] to, int start) {
        int at = start;
        to[at++] = '\\';
        to[at++] = 'u';
        to[at++] = '0';
        to[at++] = '0';
        to[at++] = HEX[control >> 4];
        to[at++] = HEX[control & 0xF];
        return at;
    }
}
