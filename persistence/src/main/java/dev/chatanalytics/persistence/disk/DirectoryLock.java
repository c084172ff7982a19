package dev.chatanalytics.persistence.disk;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps a second process away from a directory; it ends with the process, however that ends. Taking is thread-safe,
 * closing belongs to whoever took it.
 */
public final class DirectoryLock implements AutoCloseable {

    /** Checked first, since on Linux a second channel that this process closes takes the first one's lock with it. */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final FileChannel file;

    private DirectoryLock(Path path, FileChannel file) {
        this.path = path;
        this.file = file;
    }

    /**
     * @param name of the file in the directory that is locked; locks of different names know nothing of each other
     * @throws IOException when another process, or another part of this one, works on the directory
     */
    public static DirectoryLock take(Path directory, String name) throws IOException {
        Path path = directory.toRealPath().resolve(name);
        if (!HELD.add(path)) {
            throw inUse(directory);
        }
        try {
            return new DirectoryLock(path, lock(directory, path));
        } catch (IOException | RuntimeException e) {
            HELD.remove(path);
            throw e;
        }
    }

    private static FileChannel lock(Path directory, Path path) throws IOException {
        FileChannel file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
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

    /** A second call does nothing. */
    @Override
    public void close() throws IOException {
        if (file.isOpen()) {
            HELD.remove(path);
            file.close();
        }
    }
}
