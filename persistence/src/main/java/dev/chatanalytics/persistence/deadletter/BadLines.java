package dev.chatanalytics.persistence.deadletter;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Lines that are no dead letters, in {@code bad/}, for an operator to look at: a damaged line may still hold a message.
 * Guarded by the lock of {@link FileDeadLetters}.
 */
final class BadLines {

    private final Path directory;

    /** What this run has put there, by the dead-letter file that it is from. */
    private final Map<Path, Path> own = new HashMap<>();

    private long bytes;

    BadLines(Path dir) throws IOException {
        directory = Files.createDirectories(dir.resolve("bad"));
        bytes = size();
    }

    /**
     * Writes the bad lines of one file, durably, in place of what this run has put there of the same file. What earlier runs
     * put there stays: they may have had another file of the same name.
     */
    void put(Segment segment, List<byte[]> lines) throws IOException {
        Path path = own.get(segment.path());
        if (path == null) {
            path = freePath(segment);
            own.put(segment.path(), path);
        }
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

    /** Such as {@code waiting-000000000001.jsonl}, and {@code waiting-000000000001-2.jsonl} when that is taken. */
    private Path freePath(Segment segment) {
        String name = SegmentNames.folder(segment.kind()) + "-" + segment.path().getFileName();
        Path path = directory.resolve(name);
        for (int next = 2; Files.exists(path); next++) {
            path = directory.resolve(name.replace(".jsonl", "-" + next + ".jsonl"));
        }
        return path;
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
