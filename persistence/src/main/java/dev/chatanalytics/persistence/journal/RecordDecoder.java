package dev.chatanalytics.persistence.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.chatanalytics.engine.message.Message;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/** Tells records from anything else. Used by one thread. */
final class RecordDecoder {

    private final CRC32C crc = new CRC32C();

    /**
     * Reads the record at the buffer's position and moves behind it.
     *
     * @param from backed by an array
     * @return null when no whole record with the right checksum begins here; then the position is as it was
     */
    LogRecord next(ByteBuffer from) {
        int start = from.position();
        if (from.remaining() < RecordFormat.HEADER) {
            return null;
        }
        int length = from.getInt(start);
        int payload = start + RecordFormat.HEADER;
        if (length < RecordFormat.LEAST_PAYLOAD || length > from.limit() - payload) {
            return null;
        }
        crc.reset();
        crc.update(from.array(), from.arrayOffset() + payload, length);
        if (from.getInt(start + Integer.BYTES) != (int) crc.getValue()) {
            return null;
        }
        LogRecord read = decode(from.slice(payload, length));
        if (read != null) {
            from.position(payload + length);
        }
        return read;
    }

    private static LogRecord decode(ByteBuffer payload) {
        if (payload.get(0) == 0) {
            return message(payload); // the first version
        }
        if (payload.get() != RecordFormat.VERSION) {
            return null;
        }
        return switch (payload.get()) {
            case RecordFormat.MESSAGE -> {
                LogRecord.Logged read = message(payload);
                yield read != null && isSequence(read.sequence()) && isSequence(read.released()) ? read : null;
            }
            case RecordFormat.WATERMARK -> watermark(payload);
            default -> null;
        };
    }

    /** Its first byte is 0, which is in no text. */
    private static boolean isSequence(long number) {
        return number >>> Long.SIZE - Byte.SIZE == 0;
    }

    private static LogRecord.Watermark watermark(ByteBuffer payload) {
        if (payload.remaining() % Long.BYTES != 0) {
            return null;
        }
        long released = payload.getLong();
        List<Long> withdrawn = new ArrayList<>();
        while (payload.hasRemaining()) {
            withdrawn.add(payload.getLong());
        }
        boolean good = isSequence(released) && withdrawn.stream().allMatch(RecordDecoder::isSequence);
        return good ? new LogRecord.Watermark(released, withdrawn) : null;
    }

    private static LogRecord.Logged message(ByteBuffer payload) {
        if (payload.remaining() < RecordFormat.LEAST_MESSAGE) {
            return null;
        }
        long sequence = payload.getLong();
        long released = payload.getLong();
        long sentAt = payload.getLong();
        long receivedAt = payload.getLong();
        String[] strings = new String[4];
        for (int i = 0; i < strings.length; i++) {
            int length = payload.remaining() < Integer.BYTES ? Integer.MAX_VALUE : payload.getInt();
            if (length > payload.remaining() || length < RecordFormat.NULL) {
                return null;
            }
            strings[i] = string(payload, length);
        }
        if (payload.hasRemaining()) {
            return null;
        }
        var message = new Message(strings[0], strings[1], strings[2], strings[3], sentAt, receivedAt);
        return new LogRecord.Logged(sequence, released, message);
    }

    private static String string(ByteBuffer payload, int length) {
        if (length == RecordFormat.NULL) {
            return null;
        }
        int at = payload.position();
        payload.position(at + length);
        return new String(payload.array(), payload.arrayOffset() + at, length, UTF_8);
    }
}
