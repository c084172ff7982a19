package dev.chatanalytics.ops.demo;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The directory that holds all of a demo, and its lock: one demo at a time. While one runs, a small configuration file
 * in it tells other commands where its database is.
 */
public final class DemoDirectory implements AutoCloseable {

    private static final String CONNECTION = "demo.conf";

    private final Path dir;
    private final FileChannel lockFile;

    private DemoDirectory(Path dir, FileChannel lockFile) {
        this.dir = dir;
        this.lockFile = lockFile;
    }

    /** Where the file lies that a running demo leaves for other commands. */
    public static Path connectionFile(Path dir) {
        return dir.resolve(CONNECTION);
    }

    /**
     * Takes the directory, made when it is missing, until closed or the process ends, however it ends.
     *
     * @throws IOException when it cannot be written to, or another demo has it
     */
    public static DemoDirectory take(Path dir) throws IOException {
        Path absolute = dir.toAbsolutePath().normalize();
        Files.createDirectories(absolute);
        FileChannel file =
                FileChannel.open(absolute.resolve("demo.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!locked(file)) {
            file.close();
            throw new IOException("another demo is running in " + absolute);
        }
        return new DemoDirectory(absolute, file);
    }

    private static boolean locked(FileChannel file) throws IOException {
        try {
            FileLock lock = file.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false; // held by this very process
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    public Path path() {
        return dir;
    }

    /** Tells other commands where the database is. */
    public void publish(String databaseUrl) throws IOException {
        Files.writeString(
                connectionFile(dir),
                "# Of the demo that is running here.\ndatabase.url = \"" + databaseUrl + "\"\ndead-letters.dir = \""
                        + deadLetters() + "\"\n");
    }

    public Path deadLetters() {
        return dir.resolve("dead-letters");
    }

    /** Lets go of the directory. */
    @Override
    public void close() throws IOException {
        try {
            Files.deleteIfExists(connectionFile(dir));
        } finally {
            lockFile.close();
        }
    }
}
