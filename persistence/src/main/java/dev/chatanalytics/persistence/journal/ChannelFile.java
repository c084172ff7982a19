package dev.chatanalytics.persistence.journal;

import dev.chatanalytics.persistence.disk.DurableFiles;
import java.io.IOException;
import java.io.SyncFailedException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** A file on the disk. Used by one thread. */
final class ChannelFile implements SegmentFile {

    private final Path path;
    private final FileChannel channel;

    private ChannelFile(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /** Makes the file and its name durable; when that fails there is no file. */
    static ChannelFile create(Path path) throws IOException {
        return new ChannelFile(path, DurableFiles.create(path));
    }

    @Override
    public void write(ByteBuffer bytes, long position) throws IOException {
        long at = position;
        while (bytes.hasRemaining()) {
            at += channel.write(bytes, at);
        }
    }

    @Override
    public void force() throws SyncFailedException {
        DurableFiles.sync(channel, path);
    }

    @Override
    public void truncate(long length) throws IOException {
        channel.truncate(length);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
