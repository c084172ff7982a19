package dev.chatanalytics.persistence.journal;

/**
 * The bytes of a record; numbers are big-endian.
 *
 * <pre>
 *   length   CRC32C   sequence   released   sentAt   receivedAt   messageId   botId   userId   text
 *   int      int      long       long       long     long         each: int bytes (-1 for null), then UTF-8
 *   └──── of all that follows the CRC
 * </pre>
 *
 * <p>A segment is records without a gap, then zeros up to the end of the file, or nothing. No text can pass for a record
 * where a damaged one is skipped: the length of a record has a zero byte in front, and messages hold no NUL.
 */
final class RecordFormat {

    static final int HEADER = 2 * Integer.BYTES;

    /** Numbers and the lengths of four strings. */
    static final int LEAST_PAYLOAD = 4 * Long.BYTES + 4 * Integer.BYTES;

    /** Some forty times what the longest message takes. */
    static final int MOST_PAYLOAD = (1 << 20) - HEADER;

    static final int NULL = -1;

    private RecordFormat() {}
}
