package dev.chatanalytics.ops.verify.chaos;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * A directory that can be full: a small file system in memory where we may mount one, else an ordinary directory, which
 * {@link #cannotFill} says. For one thread at a time.
 */
final class SmallDisk implements AutoCloseable {

    private static final int CHUNK = 64 * 1024;

    private final Path dir;
    private final String problem;
    private boolean mounted;

    private SmallDisk(Path dir, String problem) {
        this.dir = dir;
        this.problem = problem;
        this.mounted = problem == null;
    }

    /** Makes the directory, and mounts a file system of so many MiB there if possible. */
    static SmallDisk make(Path dir, int mebibytes) throws IOException, InterruptedException {
        Files.createDirectories(dir);
        try {
            Signals.run(List.of(
                    "mount", "-t", "tmpfs", "-o", "size=" + mebibytes + "m,mode=700", "verify-chaos", dir.toString()));
            return new SmallDisk(dir, null);
        } catch (IOException e) {
            return new SmallDisk(dir, "a small disk needs root, who may mount one (" + e.getMessage() + ")");
        }
    }

    /** For the service; the ballast lies beside it. */
    Path data() {
        return dir.resolve("data");
    }

    /** Why it cannot be filled, or null when it can. */
    String cannotFill() {
        return problem;
    }

    /** Takes all space that is left. To be called again and again, as others may make room. */
    void fill() throws IOException {
        byte[] zeros = new byte[CHUNK];
        try (OutputStream out =
                Files.newOutputStream(ballast(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            while (Files.getFileStore(dir).getUsableSpace() > 0) {
                out.write(
                        zeros, 0, (int) Math.min(CHUNK, Files.getFileStore(dir).getUsableSpace()));
            }
        } catch (IOException e) {
            if (Files.getFileStore(dir).getUsableSpace() > CHUNK) {
                throw e; // it is not that it is full
            }
        }
    }

    /** Gives the space back. */
    void free() throws IOException {
        Files.deleteIfExists(ballast());
    }

    private Path copy() {
        return dir.resolveSibling(dir.getFileName() + "-as-left");
    }

    private Path ballast() {
        return dir.resolve("ballast");
    }

    @Override
    public void close() throws IOException {
        if (mounted) {
            mounted = false;
            free();
            Files.createDirectories(copy());
            try {
                // What is in memory goes with the mount, and may be just what somebody wants to look into.
                Signals.run(List.of("cp", "-a", dir + "/.", copy().toString()));
                Signals.run(List.of("umount", dir.toString()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted while " + dir + " is unmounted", e);
            }
        }
    }
}
