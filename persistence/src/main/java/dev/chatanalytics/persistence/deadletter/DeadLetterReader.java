package dev.chatanalytics.persistence.deadletter;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads one dead-letter file line by line. Used by one thread. */
final class DeadLetterReader implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterReader.class);

    /** No letter comes near; it keeps a file of something else from filling the memory. */
    private static final int LONGEST = 1 << 24;

    private final Path file;
    private final InputStream in;
    private long position;

    /** @param from the byte at which a line begins */
    DeadLetterReader(Path file, long from) throws IOException {
        this.file = file;
        this.position = from;
        SeekableByteChannel channel = Files.newByteChannel(file);
        try {
            channel.position(from);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        this.in = new BufferedInputStream(Channels.newInputStream(channel), 1 << 16);
    }

    /**
     * One line of the file.
     *
     * @param end the byte at which the next line begins
     * @param bytes without the line's end
     * @param letter null when the line is bad
     * @param fault what is bad about it, else null
     */
    record Line(long end, byte[] bytes, DeadLetter letter, String fault) {}

    /** The next line, or null at the end. The half line that a crash left at the end is passed over with a warning. */
    Line next() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        boolean ended = readLine(bytes);
        if (!ended && bytes.size() == 0) {
            return null;
        }
        Line line = decode(bytes.toByteArray());
        if (!ended && line.letter() == null) {
            LOG.warn("{}: its last line is cut off at {} bytes and was never promised to be kept", file, bytes.size());
            return null;
        }
        return line;
    }

    private Line decode(byte[] bytes) {
        try {
            return new Line(position, bytes, DeadLetterLine.decode(bytes), null);
        } catch (IOException e) {
            return new Line(position, bytes, null, e.getMessage());
        }
    }

    private boolean readLine(ByteArrayOutputStream to) throws IOException {
        while (to.size() < LONGEST) {
            int b = in.read();
            if (b < 0) {
                return false;
            }
            position++;
            if (b == '\n') {
                return true;
            }
            to.write(b);
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
