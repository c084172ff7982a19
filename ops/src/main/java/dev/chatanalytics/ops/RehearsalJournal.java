package dev.chatanalytics.ops;

import dev.chatanalytics.persistence.journal.FileMessageLog;
import dev.chatanalytics.persistence.journal.JournalOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A journal beside the real one, on the same disk, that is deleted when it is closed; or by the next one, when the
 * process was killed before. Only for whoever holds the real one's directory.
 */
record RehearsalJournal(Path dir, FileMessageLog log) implements AutoCloseable {

    private static final long SEGMENT_BYTES = 1 << 20;

    static RehearsalJournal in(Path real) throws IOException {
        Path dir = real.resolve("rehearsal");
        delete(dir);
        return new RehearsalJournal(
                dir, FileMessageLog.open(new JournalOptions(dir, SEGMENT_BYTES, 8 * SEGMENT_BYTES)));
    }

    @Override
    public void close() throws IOException {
        try (log) {
            // Closed before its files are deleted.
        }
        delete(dir);
    }

    private static void delete(Path dir) throws IOException {
        if (Files.exists(dir)) {
            List<Path> files;
            try (Stream<Path> found = Files.walk(dir)) {
                files = found.sorted(Comparator.reverseOrder()).toList();
            }
            for (Path file : files) {
                Files.delete(file);
            }
        }
    }
}
