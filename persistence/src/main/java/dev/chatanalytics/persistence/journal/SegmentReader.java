package dev.chatanalytics.persistence.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Reads what is good in a segment. Used by one thread.
 *
 * <p>Where no record is, it looks for the next one byte by byte: damage costs the records that it hit, not those behind.
 */
final class SegmentReader implements AutoCloseable {

    private static final int LONGEST = RecordFormat.HEADER + RecordFormat.MOST_PAYLOAD;

    private final FileChannel file;
    private final RecordDecoder decoder = new RecordDecoder();
    private final ByteBuffer window = ByteBuffer.allocate(2 * LONGEST).limit(0);

    /** Where the window's first byte is in the file. */
    private long base;

    private boolean atEnd;
    private long goodEnd;
    private long junkEnd;
    private long damaged;

    SegmentReader(Path path) throws IOException {
        file = FileChannel.open(path, StandardOpenOption.READ);
    }

    /** The next good record, or null at the end. */
    LogRecord next() throws IOException {
        while (fill()) {
            long start = base + window.position();
            LogRecord read = decoder.next(window);
            if (read != null) {
                damaged += start - goodEnd;
                goodEnd = base + window.position();
                return read;
            }
            if (window.get() != 0) {
                junkEnd = start + 1;
            }
        }
        return null;
    }

    private boolean fill() throws IOException {
        if (window.remaining() < LONGEST && !atEnd) {
            base += window.position();
            window.compact();
            while (!atEnd && window.hasRemaining()) {
                atEnd = file.read(window) < 0;
            }
            window.flip();
        }
        return window.hasRemaining();
    }

    /** Where the last good record ends. */
    long goodEnd() {
        return goodEnd;
    }

    /** Bytes before that which are in no good record. */
    long damaged() {
        return damaged;
    }

    /** Bytes after that, up to the last which is not zero. Known at the end. */
    long junkAtEnd() {
        return Math.max(0, junkEnd - goodEnd);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
