package dev.chatanalytics.persistence.journal;

import dev.chatanalytics.engine.message.Message;
import dev.chatanalytics.persistence.journal.SegmentName.Kind;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the segments of one earlier run. Used by one thread.
 *
 * <p>Twice: every record says up to where the run's messages were safe when it was written, and some say what was taken
 * back, so only all of them together tell which messages need not go through the ring again.
 */
final class RunReading {

    private static final Logger LOG = LoggerFactory.getLogger(RunReading.class);

    private final List<SegmentName> names;
    private final Consumer<Message> to;
    private final List<SegmentName> bad = new ArrayList<>();
    private final Set<Long> withdrawn = new HashSet<>();
    private long released = Long.MIN_VALUE;

    /** The last segment with a record: one behind it was made ahead, or has only half a record. */
    private int newest;

    private long messages;
    private long alreadySafe;
    private long takenBack;
    private long tornBytes;

    /** @param names at least one, in order */
    RunReading(List<SegmentName> names, Consumer<Message> to) {
        this.names = names;
        this.to = to;
    }

    /** Hands over the messages; returns the segments that are bad. */
    List<SegmentName> read() {
        for (int i = 0; i < names.size(); i++) {
            if (each(names.get(i), this::learn).goodEnd() > 0) {
                newest = i;
            }
        }
        for (SegmentName name : names) {
            read(name);
        }
        return bad;
    }

    private void learn(LogRecord read) {
        released = Math.max(released, read.released());
        if (read instanceof LogRecord.Watermark watermark) {
            withdrawn.addAll(watermark.withdrawn());
        }
    }

    private void read(SegmentName name) {
        Ending ending = each(name, this::handOver);
        if (ending.fault() != null) {
            LOG.error(
                    "{}: unreadable behind byte {}; it will be put aside",
                    name.path(),
                    ending.goodEnd(),
                    ending.fault());
            bad.add(name);
        } else if (ending.damaged() > 0 || ending.junk() > 0 && !mayBeTorn(name)) {
            long bytes = ending.damaged() + ending.junk();
            LOG.error(
                    "{}: {} bytes are damaged; all other records are good, and it will be put aside",
                    name.path(),
                    bytes);
            bad.add(name);
        } else if (ending.junk() > 0) {
            LOG.warn("{}: cut a torn tail of {} bytes, which nobody was promised", name.path(), ending.junk());
            tornBytes += ending.junk();
            cut(name, ending.goodEnd());
        }
    }

    /** A process is killed while it writes, and a failure leaves a suspect segment half-written. */
    private boolean mayBeTorn(SegmentName name) {
        return name.kind() == Kind.SUSPECT || names.indexOf(name) >= newest;
    }

    private void handOver(LogRecord read) {
        if (!(read instanceof LogRecord.Logged logged)) {
            return;
        }
        if (logged.sequence() <= released) {
            alreadySafe++;
        } else if (withdrawn.contains(logged.sequence())) {
            takenBack++;
        } else {
            to.accept(logged.message());
            messages++;
        }
    }

    private record Ending(long goodEnd, long damaged, long junk, IOException fault) {}

    private static Ending each(SegmentName name, Consumer<LogRecord> to) {
        long goodEnd = 0;
        try (SegmentReader reader = new SegmentReader(name.path())) {
            for (LogRecord read = reader.next(); read != null; read = reader.next()) {
                goodEnd = reader.goodEnd();
                to.accept(read);
            }
            return new Ending(goodEnd, reader.damaged(), reader.junkAtEnd(), null);
        } catch (IOException e) {
            return new Ending(goodEnd, 0, 0, e);
        }
    }

    private static void cut(SegmentName name, long length) {
        try (FileChannel file = FileChannel.open(name.path(), StandardOpenOption.WRITE)) {
            file.truncate(length);
            file.force(false);
        } catch (IOException e) {
            LOG.warn("{}: the torn tail could not be cut, and is only ignored", name.path(), e);
        }
    }

    long messages() {
        return messages;
    }

    long alreadySafe() {
        return alreadySafe;
    }

    long withdrawn() {
        return takenBack;
    }

    long tornBytes() {
        return tornBytes;
    }
}
