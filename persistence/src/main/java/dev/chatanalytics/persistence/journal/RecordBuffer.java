package dev.chatanalytics.persistence.journal;

import dev.chatanalytics.engine.message.Message;
import dev.chatanalytics.engine.runtime.Utf8Encoder;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.zip.CRC32C;

/** Records that wait to be written, in one buffer that is used again and again. Used by one thread. */
final class RecordBuffer {

    private final ByteBuffer buffer = ByteBuffer.allocate(RecordFormat.HEADER + RecordFormat.MOST_PAYLOAD);
    private final CRC32C crc = new CRC32C();
    private final Utf8Encoder encoder = new Utf8Encoder();

    /** Room that is enough for the message. */
    static long worstBytes(Message message) {
        long chars = (long) message.messageId().length()
                + message.botId().length()
                + (message.userId() == null ? 0 : message.userId().length())
                + message.text().length();
        return RecordFormat.HEADER
                + RecordFormat.KIND
                + RecordFormat.LEAST_MESSAGE
                + Utf8Encoder.BYTES_PER_CHAR * chars;
    }

    int capacity() {
        return buffer.capacity();
    }

    int remaining() {
        return buffer.remaining();
    }

    /** Adds a message for which there is room. */
    void put(long sequence, long released, Message message) {
        int start = begin(RecordFormat.MESSAGE);
        buffer.putLong(sequence)
                .putLong(released)
                .putLong(message.sentAtMicros())
                .putLong(message.receivedAtMicros());
        put(message.messageId());
        put(message.botId());
        put(message.userId());
        put(message.text());
        end(start);
    }

    /**
     * Adds a watermark, as far as there is room.
     *
     * @param withdrawn all above {@code released}
     * @return how many of them it names, the first ones, or -1 when there is no room for any watermark
     */
    int put(long released, List<Long> withdrawn) {
        int room = buffer.remaining() - RecordFormat.HEADER - RecordFormat.LEAST_PAYLOAD;
        if (room < 0) {
            return -1;
        }
        int named = Math.min(withdrawn.size(), room / Long.BYTES);
        int start = begin(RecordFormat.WATERMARK);
        buffer.putLong(released);
        withdrawn.subList(0, named).forEach(buffer::putLong);
        end(start);
        return named;
    }

    private int begin(byte type) {
        int start = buffer.position();
        buffer.position(start + RecordFormat.HEADER).put(RecordFormat.VERSION).put(type);
        return start;
    }

    private void end(int start) {
        int payload = start + RecordFormat.HEADER;
        int length = buffer.position() - payload;
        crc.reset();
        crc.update(buffer.array(), payload, length);
        buffer.putInt(start, length).putInt(start + Integer.BYTES, (int) crc.getValue());
    }

    private void put(String value) {
        if (value == null) {
            buffer.putInt(RecordFormat.NULL);
            return;
        }
        int at = buffer.position();
        encoder.encode(value, buffer.position(at + Integer.BYTES));
        buffer.putInt(at, buffer.position() - at - Integer.BYTES);
    }

    /** Bytes that wait. */
    int size() {
        return buffer.position();
    }

    /** Takes back what was put after the buffer had this size. */
    void cut(int size) {
        buffer.position(size);
    }

    /** The bytes that wait, to be read; {@link #clear} follows. */
    ByteBuffer bytes() {
        return buffer.flip();
    }

    void clear() {
        buffer.clear();
    }
}
