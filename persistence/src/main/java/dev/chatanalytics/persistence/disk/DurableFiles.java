package dev.chatanalytics.persistence.disk;

import java.io.IOException;
import java.io.SyncFailedException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Has the disk itself take what would else be in the operating system's memory only. Stateless. */
public final class DurableFiles {

    private DurableFiles() {}

    /** Makes a new file for writing, whose name is durable when this returns; when it throws there is no file. */
    public static FileChannel create(Path path) throws IOException {
        FileChannel file = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try {
            syncDirectory(path.getParent());
            return file;
        } catch (IOException e) {
            try (file) {
                Files.delete(path);
            } catch (IOException more) {
                e.addSuppressed(more);
            }
            throw e;
        }
    }

    /**
     * Puts a small file in the place of the one that is there, if any. Whatever happens meanwhile, there is the old file or
     * the new one, never a part of either; a {@code .tmp} file beside it may stay, and is written over the next time.
     */
    public static void replace(Path path, byte[] bytes) throws IOException {
        Path fresh = path.resolveSibling(path.getFileName() + ".tmp");
        try (FileChannel file = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer left = ByteBuffer.wrap(bytes);
            while (left.hasRemaining()) {
                file.write(left);
            }
            sync(file, fresh);
        }
        Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        syncDirectory(path.getParent());
    }

    /**
     * Makes the bytes of a file durable.
     *
     * @param path names the file in errors
     * @throws SyncFailedException when it is unknown what of the file is on the disk
     */
    public static void sync(FileChannel file, Path path) throws SyncFailedException {
        try {
            file.force(false);
        } catch (IOException e) {
            throw syncFailed(path, e);
        }
    }

    /** Makes what was created, renamed and deleted in a directory durable. */
    public static void syncDirectory(Path directory) throws SyncFailedException {
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
}
