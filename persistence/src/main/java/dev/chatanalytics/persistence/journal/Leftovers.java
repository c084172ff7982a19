package dev.chatanalytics.persistence.journal;

import dev.chatanalytics.engine.message.Message;
import dev.chatanalytics.persistence.disk.DurableFiles;
import dev.chatanalytics.persistence.journal.SegmentName.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The segments that earlier runs left. Used by one thread; {@link #bytes} and {@link #segments} are thread-safe.
 *
 * <p>Nothing is deleted or put aside before {@link #forget}, so that a crash on the way costs nothing: all is read again.
 */
final class Leftovers {

    private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);

    private final Path dir;
    private final long nextRun;
    private final List<SegmentName> found = new ArrayList<>();
    private final List<SegmentName> bad = new ArrayList<>();
    private boolean read;
    private volatile long bytes;
    private volatile int segments;

    private Leftovers(Path dir, List<SegmentName> all) {
        this.dir = dir;
        nextRun = 1 + all.stream().mapToLong(SegmentName::run).max().orElse(0);
        all.stream().filter(name -> name.kind() != Kind.BAD).forEach(found::add);
    }

    /** Finds them, under the lock of the directory. */
    static Leftovers find(Path dir) throws IOException {
        LocalDigits.rename(dir);
        Leftovers leftovers = new Leftovers(dir, SegmentName.scan(dir));
        leftovers.count();
        return leftovers;
    }

    /** A number that no run has had, of which there is a trace. */
    long nextRun() {
        return nextRun;
    }

    /** Reads them, oldest first, and hands over what is not known to be safe elsewhere. */
    Recovered read(Consumer<Message> to) {
        var runs = found.stream().collect(Collectors.groupingBy(SegmentName::run, TreeMap::new, Collectors.toList()));
        List<RunReading> readings =
                runs.values().stream().map(names -> new RunReading(names, to)).toList();
        bad.clear();
        for (RunReading reading : readings) {
            bad.addAll(reading.read());
        }
        read = true;
        return new Recovered(
                readings.stream().mapToLong(RunReading::messages).sum(),
                readings.stream().mapToLong(RunReading::alreadySafe).sum(),
                readings.stream().mapToLong(RunReading::withdrawn).sum(),
                found.size(),
                bad.size(),
                readings.stream().mapToLong(RunReading::tornBytes).sum());
    }

    /** Every message that was handed over is safe elsewhere: deletes the segments, and puts bad ones aside. */
    void forget() {
        if (!read) {
            throw new IllegalStateException("what was not read cannot be forgotten");
        }
        for (SegmentName name : List.copyOf(found)) {
            try {
                if (bad.contains(name)) {
                    Files.move(name.path(), name.as(Kind.BAD).path());
                } else {
                    Files.deleteIfExists(name.path());
                }
                found.remove(name);
            } catch (IOException e) {
                LOG.warn("{}: could not be deleted; the next start reads it again", name.path(), e);
            }
        }
        tidy();
    }

    private void tidy() {
        try {
            DurableFiles.syncDirectory(dir);
            count();
        } catch (IOException e) {
            LOG.warn("{}: the next start may read again what is safe already", dir, e);
        }
    }

    private void count() throws IOException {
        long sum = 0;
        for (SegmentName name : SegmentName.scan(dir)) {
            sum += found.contains(name) || name.kind() == Kind.BAD ? Files.size(name.path()) : 0;
        }
        bytes = sum;
        segments = found.size();
    }

    /** Of these files and of those that were put aside, which count until an operator takes them away. */
    long bytes() {
        return bytes;
    }

    int segments() {
        return segments;
    }
}
