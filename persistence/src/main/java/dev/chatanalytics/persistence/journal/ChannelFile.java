package dev.chatanalytics.persistence.journal;

import java.io.IOException;
import java.io.SyncFailedException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

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
        FileChannel channel = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try {
            syncDirectory(path.getParent());
            return new ChannelFile(path, channel);
        } catch (IOException e) {
            try (channel) {
                Files.delete(path);
            } catch (IOException more) {
                e.addSuppressed(more);
            }
            throw e;
        }
    }

    /** Makes what was created, renamed and deleted in a directory durable. */
    static void syncDirectory(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            throw syncFailed(directory, e);
        }
    }

    private static SyncFailedException syncFailed(Path path, IOException cause) {
        var failed = new SyncFailedException(path + ": fsync failed: " + cause.getMessage());
        failed.initCause(cause);
        return failed;
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
        try {
            channel.force(false);
        } catch (IOException e) {
            throw syncFailed(path, e);
        }
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
