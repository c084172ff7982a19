package dev.chatanalytics.persistence.deadletter;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Lines that are no dead letters, in {@code bad/}, for an operator to look at: a damaged line may still hold a message.
 * Guarded by the lock of {@link FileDeadLetters}.
 */
final class BadLines {

    private final Path directory;
    private long bytes;

    BadLines(Path dir) throws IOException {
        directory = Files.createDirectories(dir.resolve("bad"));
        bytes = size();
    }

    /** Writes the bad lines of one file, durably, in place of what was there of the same file. */
    void put(Segment segment, List<byte[]> lines) throws IOException {
        Path path = directory.resolve(
                SegmentNames.folder(segment.kind()) + "-" + segment.path().getFileName());
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] line : lines) {
            all.write(line);
            all.write('\n');
        }
        Files.deleteIfExists(path);
        try (SegmentWriter writer = SegmentWriter.create(path)) {
            writer.append(all.toByteArray());
        }
        bytes = size();
    }

    /** How much they take. */
    long bytes() {
        return bytes;
    }

    private long size() throws IOException {
        long size = 0;
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                size += Files.size(file);
            }
        }
        return size;
    }
}
