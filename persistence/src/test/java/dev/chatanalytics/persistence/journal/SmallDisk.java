package dev.chatanalytics.persistence.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file system of 2 MiB that really runs full; for whoever may not mount one, a disk that only says so. */
final class SmallDisk implements SegmentFiles, AutoCloseable {

    private static final long BYTES = 2 << 20;

    private final Path dir;
    private final boolean mounted;
    private final FaultyFiles simulated = new FaultyFiles();

    SmallDisk(Path dir) throws IOException {
        this.dir = Files.createDirectories(dir);
        mounted = run("mount", "-t", "tmpfs", "-o", "size=" + BYTES, "tmpfs", dir.toString());
        simulated.bytesLeft = BYTES;
    }

    @Override
    public SegmentFile create(Path path) throws IOException {
        return mounted ? ChannelFile.create(path) : simulated.create(path);
    }

    /** Another program takes what is left, and a little later gives it back. */
    void fill() throws IOException {
        if (mounted) {
            FileStore store = Files.getFileStore(dir);
            Files.write(filler(), new byte[(int) store.getUsableSpace()], StandardOpenOption.CREATE_NEW);
        } else {
            simulated.bytesLeft = 0;
        }
    }

    void free() throws IOException {
        if (mounted) {
            Files.delete(filler());
        } else {
            simulated.bytesLeft = BYTES;
        }
    }

    private Path filler() {
        return dir.resolve("filler");
    }

    @Override
    public void close() {
        if (mounted) {
            run("umount", "--lazy", dir.toString());
        }
    }

    private static boolean run(String... command) {
        try {
            return new ProcessBuilder(command).start().waitFor() == 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts a test", e);
        }
    }
}
