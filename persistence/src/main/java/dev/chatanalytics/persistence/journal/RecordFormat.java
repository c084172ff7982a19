package dev.chatanalytics.persistence.journal;

/**
 * The bytes of a record; numbers are big-endian.
 *
 * <pre>
 *   length   CRC32C   payload
 *   int      int      └ length bytes, which the CRC covers
 *
 *   version  type     the rest of the payload
 *   2        1        sequence   released   sentAt   receivedAt   messageId   botId   userId   text       a message
 *   byte     byte     long       long       long     long         each: int bytes (-1 for null), then UTF-8
 *
 *   2        2        released   withdrawn ...                                                            a watermark
 *   byte     byte     long       a long each, to the end of the payload
 *
 *   (none: the first version has the first byte of the sequence, 0, in its place)
 *                     sequence   released   sentAt   ... text                                             a message
 * </pre>
 *
 * <p>Sequences number the messages of a run. {@code released}: all messages up to this one were safe elsewhere when the
 * record was written; {@code withdrawn}: these, above it, were taken back. Both hold for all records of the run, wherever
 * they stand.
 *
 * <p>A segment is records without a gap, then zeros up to the end of the file, or nothing. No text can pass for a record
 * where a damaged one is skipped: the length of a record and each of its sequences have a zero byte in front, and messages
 * hold no NUL.
 */
final class RecordFormat {

    static final int HEADER = 2 * Integer.BYTES;

    /** Of what is written now. */
    static final byte VERSION = 2;

    static final byte MESSAGE = 1;
    static final byte WATERMARK = 2;

    /** Version and type. */
    static final int KIND = 2;

    /** Numbers, and the lengths of four strings. */
    static final int LEAST_MESSAGE = 4 * Long.BYTES + 4 * Integer.BYTES;

    static final int LEAST_PAYLOAD = KIND + Long.BYTES;

    /** Some forty times what the longest message takes. */
    static final int MOST_PAYLOAD = (1 << 20) - HEADER;

    static final int NULL = -1;

    private RecordFormat() {}
}
