package dev.chatanalytics.persistence.copy;

import dev.chatanalytics.engine.port.StoreException;
import java.util.Arrays;

/**
 * Values in PostgreSQL's binary form, gathered in one buffer that is used again. Used by one thread.
 *
 * <p>Rows of a COPY and elements of an array have the same form: the length in bytes, or −1 for null, then the bytes as
 * the type has them. All big-endian.
 */
final class BinaryFields {

    private static final int NULL = -1;

    /** PostgreSQL counts from 2000-01-01, Java from 1970-01-01. */
    private static final long EPOCH_MICROS = 946_684_800_000_000L;

    private static final byte JSONB_VERSION = 1;

    /** A buffer that one giant row made larger than this is not kept. */
    private static final int KEEP_AT_MOST = 1 << 20;

    private static final int INITIAL = 1 << 17;

    private byte[] buffer = new byte[INITIAL];
    private int length;

    /** Begins with nothing, and with a smaller buffer when the last use made it large. */
    void begin() {
        if (buffer.length > KEEP_AT_MOST) {
            buffer = new byte[INITIAL];
        }
        length = 0;
    }

    /** Where the bytes are, from 0 to {@link #length()}. */
    byte[] bytes() {
        return buffer;
    }

    int length() {
        return length;
    }

    /** Forgets the bytes. */
    void clear() {
        length = 0;
    }

    void putBytes(byte[] bytes) {
        reserve(bytes.length);
        System.arraycopy(bytes, 0, buffer, length, bytes.length);
        length += bytes.length;
    }

    void putShort(short value) {
        reserve(Short.BYTES);
        buffer[length++] = (byte) (value >> Byte.SIZE);
        buffer[length++] = (byte) value;
    }

    void putInt(int value) {
        reserve(Integer.BYTES);
        putIntAt(length, value);
        length += Integer.BYTES;
    }

    /** A {@code timestamptz}. */
    void putTime(long micros) {
        reserve(Integer.BYTES + Long.BYTES);
        putIntAt(length, Long.BYTES);
        long value = micros - EPOCH_MICROS;
        putIntAt(length + Integer.BYTES, (int) (value >> Integer.SIZE));
        putIntAt(length + 2 * Integer.BYTES, (int) value);
        length += Integer.BYTES + Long.BYTES;
    }

    /** A {@code real}, or null. */
    void putReal(Float value) {
        if (value == null) {
            putNull();
            return;
        }
        reserve(2 * Integer.BYTES);
        putIntAt(length, Float.BYTES);
        putIntAt(length + Integer.BYTES, Float.floatToIntBits(value));
        length += 2 * Integer.BYTES;
    }

    /**
     * A {@code text}, or null.
     *
     * @throws StoreException of kind {@code POISON} when it is no Unicode text
     */
    void putText(String column, String value) throws StoreException {
        if (value == null) {
            putNull();
            return;
        }
        reserve(Integer.BYTES + Utf8.maxBytes(value));
        int start = length + Integer.BYTES;
        finish(start, Utf8.encode(column, value, buffer, start));
    }

    /**
     * A {@code jsonb}, or null.
     *
     * @throws StoreException of kind {@code POISON} when it is no Unicode text
     */
    void putJsonb(String column, String value) throws StoreException {
        if (value == null) {
            putNull();
            return;
        }
        reserve(Integer.BYTES + 1 + Utf8.maxBytes(value));
        int start = length + Integer.BYTES;
        buffer[start] = JSONB_VERSION;
        finish(start, Utf8.encode(column, value, buffer, start + 1));
    }

    private void finish(int start, int end) {
        putIntAt(start - Integer.BYTES, end - start);
        length = end;
    }

    private void putNull() {
        putInt(NULL);
    }

    private void putIntAt(int at, int value) {
        buffer[at] = (byte) (value >> 24);
        buffer[at + 1] = (byte) (value >> 16);
        buffer[at + 2] = (byte) (value >> 8);
        buffer[at + 3] = (byte) value;
    }

    private void reserve(int more) {
        if (buffer.length - length < more) {
            buffer = Arrays.copyOf(buffer, Math.max(2 * buffer.length, Math.addExact(length, more)));
        }
    }
}
