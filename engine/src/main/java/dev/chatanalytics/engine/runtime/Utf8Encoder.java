package dev.chatanalytics.engine.runtime;

import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * From strings to UTF-8 in a buffer that is there already. Not thread-safe; to be kept and used again.
 *
 * <p>{@link String#getBytes} leaves an array of three bytes a char behind, and a copy of what was needed of it, as soon as
 * one character is not Latin.
 */
public final class Utf8Encoder {

    /** At most: a pair of surrogates, two chars, takes four. */
    public static final int BYTES_PER_CHAR = 3;

    private static final int USUAL_CHARS = 512;

    private final CharsetEncoder encoder =
            StandardCharsets.UTF_8.newEncoder().onMalformedInput(CodingErrorAction.REPLACE);
    private CharBuffer chars = CharBuffer.allocate(USUAL_CHARS);

    /**
     * Writes the string at the buffer's position. A lone surrogate, which is not a character, becomes a question mark.
     *
     * @throws BufferOverflowException when there is not room for it; cannot be with {@value #BYTES_PER_CHAR} bytes a char
     */
    public void encode(String value, ByteBuffer to) {
        int length = value.length();
        if (length > chars.capacity()) {
            chars = CharBuffer.allocate(length);
        }
        value.getChars(0, length, chars.array(), 0);
        chars.clear().limit(length);
        if (encoder.reset().encode(chars, to, true).isOverflow()) {
            throw new BufferOverflowException();
        }
    }
}
