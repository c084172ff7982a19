package dev.chatanalytics.transport.nlp;

import java.util.Arrays;

/** Collects the body of one answer, up to a limit. Not thread-safe. A body that comes in one part is not copied. */
final class AnswerBody {

    private static final byte[] NOTHING = {};

    private final int limit;
    private byte[] bytes = NOTHING;
    private int length;

    AnswerBody(int limit) {
        this.limit = limit;
    }

    /**
     * @param part the callee's to keep
     * @return false when it would grow over the limit; the part is left out then
     */
    boolean add(byte[] part) {
        if (length + part.length > limit) {
            return false;
        }
        if (length == 0) {
            bytes = part;
        } else {
            append(part);
        }
        length += part.length;
        return true;
    }

    byte[] toBytes() {
        return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
    }

    private void append(byte[] part) {
        int needed = length + part.length;
        if (needed > bytes.length) {
            // Doubled, so that an answer that drips in byte by byte costs no square.
            bytes = Arrays.copyOf(bytes, Math.max(needed, Math.min(2 * bytes.length, limit)));
        }
        System.arraycopy(part, 0, bytes, length, part.length);
    }
}
