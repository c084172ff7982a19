package dev.chatanalytics.persistence.copy;

import dev.chatanalytics.engine.message.AnalyzedMessage;
import dev.chatanalytics.engine.message.Message;
import dev.chatanalytics.engine.message.NlpAnalysis;
import dev.chatanalytics.engine.port.StoreException;
import java.util.Arrays;

/**
 * Rows in PostgreSQL's binary COPY format, gathered in one buffer that is used again. Used by one thread.
 *
 * <p>The format (PostgreSQL documentation, COPY): a header; for each row the number of fields, then each field as its
 * length, or −1 for null, and its bytes in the type's own binary form; a trailer. All big-endian.
 */
public final class BinaryRows {

    /** The columns in the order in which {@link #add} writes them; {@code stored_at} is left to its default. */
    static final String COLUMNS = "message_id, bot_id, user_id, text, sent_at, received_at, nlp_status, language,"
            + " sentiment, sentiment_score, nlp";

    private static final short FIELDS = 11;
    private static final byte[] HEADER = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', -1, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
    };
    private static final int NULL = -1;
    private static final int END = -1;

    /** PostgreSQL counts from 2000-01-01, Java from 1970-01-01. */
    private static final long EPOCH_MICROS = 946_684_800_000_000L;

    private static final byte JSONB_VERSION = 1;

    /** A buffer that one giant row made larger than this is not kept. */
    private static final int KEEP_AT_MOST = 1 << 20;

    private static final int INITIAL = 1 << 17;

    private byte[] buffer = new byte[INITIAL];
    private int length;

    /** Begins with nothing but the header. */
    public void begin() {
        if (buffer.length > KEEP_AT_MOST) {
            buffer = new byte[INITIAL];
        }
        length = 0;
        reserve(HEADER.length);
        System.arraycopy(HEADER, 0, buffer, 0, HEADER.length);
        length = HEADER.length;
    }

    /**
     * Adds one row.
     *
     * @throws StoreException of kind {@code POISON} when one of its strings is no Unicode text
     */
    public void add(AnalyzedMessage row) throws StoreException {
        Message message = row.message();
        NlpAnalysis analysis = row.analysis();
        putShort(FIELDS);
        putText("message_id", message.messageId());
        putText("bot_id", message.botId());
        putText("user_id", message.userId());
        putText("text", message.text());
        putTime(message.sentAtMicros());
        putTime(message.receivedAtMicros());
        putText("nlp_status", analysis.status().label());
        putText("language", analysis.language());
        putText("sentiment", analysis.sentiment());
        putReal(analysis.score());
        putJsonb(analysis.json());
    }

    /** Adds the trailer: no row follows. */
    public void end() {
        putShort((short) END);
    }

    /** Where the bytes are, from 0 to {@link #length()}. */
    byte[] bytes() {
        return buffer;
    }

    /** How many bytes there are that have not been sent. */
    public int length() {
        return length;
    }

    /** Forgets the bytes, which have been sent. */
    void sent() {
        length = 0;
    }

    private void putTime(long micros) {
        reserve(Integer.BYTES + Long.BYTES);
        putIntAt(length, Long.BYTES);
        long value = micros - EPOCH_MICROS;
        putIntAt(length + Integer.BYTES, (int) (value >> Integer.SIZE));
        putIntAt(length + 2 * Integer.BYTES, (int) value);
        length += Integer.BYTES + Long.BYTES;
    }

    private void putReal(Float value) {
        if (value == null) {
            putNull();
            return;
        }
        reserve(2 * Integer.BYTES);
        putIntAt(length, Float.BYTES);
        putIntAt(length + Integer.BYTES, Float.floatToIntBits(value));
        length += 2 * Integer.BYTES;
    }

    private void putText(String column, String value) throws StoreException {
        if (value == null) {
            putNull();
            return;
        }
        reserve(Integer.BYTES + Utf8.maxBytes(value));
        int start = length + Integer.BYTES;
        finish(start, Utf8.encode(column, value, buffer, start));
    }

    private void putJsonb(String value) throws StoreException {
        if (value == null) {
            putNull();
            return;
        }
        reserve(Integer.BYTES + 1 + Utf8.maxBytes(value));
        int start = length + Integer.BYTES;
        buffer[start] = JSONB_VERSION;
        finish(start, Utf8.encode("nlp", value, buffer, start + 1));
    }

    private void finish(int start, int end) {
        putIntAt(start - Integer.BYTES, end - start);
        length = end;
    }

    private void putNull() {
        reserve(Integer.BYTES);
        putIntAt(length, NULL);
        length += Integer.BYTES;
    }

    private void putShort(short value) {
        reserve(Short.BYTES);
        buffer[length++] = (byte) (value >> Byte.SIZE);
        buffer[length++] = (byte) value;
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
