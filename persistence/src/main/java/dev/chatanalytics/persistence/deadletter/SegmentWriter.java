package dev.chatanalytics.persistence.deadletter;

import dev.chatanalytics.persistence.disk.DurableFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * Appends to one new file, each time down to the disk. Used by one thread at a time.
 *
 * <p>After a failure the file is never written again: what a failed fsync left behind is unknown, and a half line must
 * not stand in front of whole ones. It is cut back to what was durable and closed.
 */
final class SegmentWriter implements AutoCloseable {

    private final FileChannel file;
    private long length;

    SegmentWriter(FileChannel file) {
        this.file = file;
    }

    /** Makes the file and its name durable. */
    static SegmentWriter create(Path path) throws IOException {
        return new SegmentWriter(DurableFiles.create(path));
    }

    /** Appends, and returns when that is durable; when it throws, this writer is closed. */
    void append(byte[] bytes) throws IOException {
        try {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                file.write(buffer);
            }
            file.force(false);
            length += bytes.length;
        } catch (IOException e) {
            giveUp(e);
            throw e;
        }
    }

    private void giveUp(IOException reason) {
        try (file) {
            file.truncate(length);
            file.force(false);
        } catch (IOException e) {
            reason.addSuppressed(e);
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
