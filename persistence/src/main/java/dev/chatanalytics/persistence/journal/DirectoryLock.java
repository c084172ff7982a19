package dev.chatanalytics.persistence.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps a second process away from a directory; it ends with the process, however that ends. */
final class DirectoryLock implements AutoCloseable {

    /** Checked first, since on Linux a second channel that this process closes takes the first one's lock with it. */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path directory;
    private final FileChannel file;

    private DirectoryLock(Path directory, FileChannel file) {
        this.directory = directory;
        this.file = file;
    }

    /** @throws IOException when another process, or another part of this one, works on the directory */
    static DirectoryLock take(Path directory) throws IOException {
        Path real = directory.toRealPath();
        if (!HELD.add(real)) {
            throw inUse(directory);
        }
        try {
            return new DirectoryLock(real, lock(directory));
        } catch (IOException | RuntimeException e) {
            HELD.remove(real);
            throw e;
        }
    }

    private static FileChannel lock(Path directory) throws IOException {
        FileChannel file = FileChannel.open(
                directory.resolve("journal.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (file.tryLock() == null) {
                throw inUse(directory);
            }
            return file;
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private static IOException inUse(Path directory) {
        return new IOException(directory + ": in use by another process (expected: one process at a time)");
    }

    @Override
    public void close() throws IOException {
        if (file.isOpen()) {
            HELD.remove(directory);
            file.close();
        }
    }
}
