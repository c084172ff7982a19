package dev.chatanalytics.transport.nlp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.chatanalytics.engine.runtime.Utf8Encoder;
import java.nio.ByteBuffer;

/**
 * The request's body: the text within its template, as JSON in UTF-8. Not thread-safe; to be kept and used again.
 *
 * <p>Escaped is what JSON forbids in a string, and nothing else: quotes, backslashes and control characters. All of them
 * are one byte in UTF-8, and no byte of a longer character looks like them, so this works on encoded text.
 */
final class AnalyzeBody {

    private static final byte[] HEX = "0123456789abcdef".getBytes(US_ASCII);
    private static final int UNICODE_ESCAPE_EXTRA = 5;
    private static final int USUAL_BYTES = 2_048;

    private final byte[] head;
    private final byte[] tail;
    private final Utf8Encoder encoder = new Utf8Encoder();
    private ByteBuffer utf8 = ByteBuffer.allocate(USUAL_BYTES);

    AnalyzeBody(RequestTemplate template) {
        head = template.head().getBytes(UTF_8);
        tail = template.tail().getBytes(UTF_8);
    }

    /** A lone surrogate, which is not a character, becomes a question mark. */
    byte[] of(String text) {
        int most = Utf8Encoder.BYTES_PER_CHAR * text.length();
        if (most > utf8.capacity()) {
            utf8 = ByteBuffer.allocate(most);
        }
        encoder.encode(text, utf8.clear());
        byte[] bytes = utf8.array();
        int length = utf8.position();
        int extra = extra(bytes, length);
        byte[] body = new byte[head.length + length + extra + tail.length];
        System.arraycopy(head, 0, body, 0, head.length);
        if (extra == 0) {
            System.arraycopy(bytes, 0, body, head.length, length);
        } else {
            escape(bytes, length, body, head.length);
        }
        System.arraycopy(tail, 0, body, body.length - tail.length, tail.length);
        return body;
    }

    /** The bytes that escaping adds. */
    private static int extra(byte[] utf8, int length) {
        int extra = 0;
        for (int i = 0; i < length; i++) {
            byte b = utf8[i];
            if (b == '"' || b == '\\') {
                extra++;
            } else if (b >= 0 && b < ' ') {
                extra += UNICODE_ESCAPE_EXTRA;
            }
        }
        return extra;
    }

    private static void escape(byte[] utf8, int length, byte[] to, int start) {
        int at = start;
        for (int i = 0; i < length; i++) {
            byte b = utf8[i];
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
