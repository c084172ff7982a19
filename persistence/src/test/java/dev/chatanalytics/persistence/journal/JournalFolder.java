package dev.chatanalytics.persistence.journal;

import dev.chatanalytics.engine.message.Message;
import dev.chatanalytics.persistence.testing.Messages;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** A journal's directory as the next process would find it. */
record JournalFolder(Path dir) {

    static final long SEGMENT = 4 << 10;
    static final long CAP = 64 << 20;

    FileMessageLog open() throws IOException {
        return open(ChannelFile::create);
    }

    FileMessageLog open(SegmentFiles files) throws IOException {
        return FileMessageLog.open(new JournalOptions(dir, SEGMENT, CAP), files);
    }

    /** A copy of the directory at this moment, the way it is after a kill; the lock stays behind. */
    JournalFolder copyTo(Path copy) throws IOException {
        Files.createDirectories(copy);
        for (Path file : segments()) {
            Files.copy(file, copy.resolve(file.getFileName()));
        }
        return new JournalFolder(copy);
    }

    /** What a new process finds. */
    List<Message> recovered() throws IOException {
        try (FileMessageLog log = open()) {
            List<Message> found = new ArrayList<>();
            log.recover(found::add);
            return found;
        }
    }

    /** All files but the lock, in order. */
    List<Path> segments() throws IOException {
        try (Stream<Path> files = Files.list(dir)) {
            return files.filter(file -> !file.endsWith("journal.lock")).sorted().toList();
        }
    }

    List<String> names() throws IOException {
        return segments().stream().map(file -> file.getFileName().toString()).toList();
    }

    long bytes() throws IOException {
        return segments().stream().mapToLong(JournalFolder::size).sum();
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** So many messages of some 150 bytes. */
    static List<Message> messages(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Messages.message("text " + i + " ……… 🚲").message())
                .toList();
    }

    /** Appends, then commits; throws the reason of the first that is lost. */
    static List<ToldEntry> commit(FileMessageLog log, List<Message> messages) throws IOException {
        List<ToldEntry> entries = ToldEntry.commit(log, messages);
        for (ToldEntry entry : entries) {
            if (entry.why() instanceof IOException why) {
                throw why;
            }
        }
        return entries;
    }

    /** Releases the first messages of a run, up to this sequence; some may be released already. */
    static void release(FileMessageLog log, long upTo) {
        LongStream.rangeClosed(1, upTo).forEach(sequence -> log.release(0, sequence));
    }
}
